package io.cellar.source;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which servers send requests on to others that may not be asked, as far as that has been seen, so
 * that the user can be asked about them. Thread-safe.
 */
public final class KnownRedirects {
  private static final int MOST = 100;

  private final Map<String, String> targets = new ConcurrentHashMap<>();

  /** Remembers the last server that one sends on to; both by origin. */
  void seen(String from, String to) {
    if (targets.size() >= MOST) {
      targets.clear();
    }
    targets.put(from, to);
  }

  /** The server that one was seen to send on to, by origin. */
  public Optional<String> from(String origin) {
    return Optional.ofNullable(targets.get(origin));
  }
}
