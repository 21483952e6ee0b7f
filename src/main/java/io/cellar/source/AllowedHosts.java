package io.cellar.source;

import java.util.Optional;
import java.util.Set;

/**
 * The servers that may be asked for something, by {@linkplain Addresses#origin origin}.
 *
 * @param named those; empty: every one
 */
public record AllowedHosts(Optional<Set<String>> named) {

  /** Every server. */
  public static final AllowedHosts ANY = new AllowedHosts(Optional.empty());

  public AllowedHosts {
    named = named.map(Set::copyOf);
  }

  /**
   * These servers alone.
   *
   * @param origins such as {@code https://example.org:443}
   */
  public static AllowedHosts only(Set<String> origins) {
    return new AllowedHosts(Optional.of(origins));
  }

  /** These where they are named, else others. */
  public AllowedHosts or(AllowedHosts others) {
    return named.isPresent() ? this : others;
  }

  /** True when a server may be asked, told as {@code https://example.org:443}. */
  public boolean allow(String origin) {
    return named.map(some -> some.contains(origin)).orElse(true);
  }
}
