package io.cellar.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The servers that the user agreed to ask for what links from web pages led to: when that is opened
 * again, no other server may be asked without a question.
 *
 * @param given the newest first, one for each place; the oldest beyond a hundred are dropped
 */
public record LinkConsents(List<Agreed> given) {
  private static final int MOST = 100;
  private static final int MOST_SERVERS = 64;

  public static final LinkConsents NONE = new LinkConsents(List.of());

  /**
   * What was agreed to for one place.
   *
   * @param place the address, without what is named inside of what lies there
   * @param servers by origin, such as {@code https://example.org:443}; of very many, some, so that
   *     the others are asked about again
   */
  public record Agreed(String place, Set<String> servers) {
    public Agreed {
      servers =
          new TreeSet<>(servers)
              .stream().limit(MOST_SERVERS).collect(Collectors.toUnmodifiableSet());
    }
  }

  public LinkConsents {
    given = given.stream().limit(MOST).toList();
  }

  /** The servers that were agreed to; empty for a place that no link led to. */
  public Optional<Set<String>> servers(String place) {
    return given.stream().filter(a -> a.place().equals(place)).map(Agreed::servers).findFirst();
  }

  /** These, and for one place now exactly some servers. */
  public LinkConsents with(String place, Set<String> servers) {
    List<Agreed> newest = new ArrayList<>(List.of(new Agreed(place, servers)));
    given.stream().filter(a -> !a.place().equals(place)).forEach(newest::add);
    return new LinkConsents(newest);
  }
}
