package io.cellar.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All ways to misbehave, by the names that {@code --fault} knows. */
final class Faults {
  private final Map<String, Fault> byKind = new TreeMap<>();

  Faults() {
    Stream.of(ConnectionFaults.all(), HeadFaults.all(), BodyFaults.all()).forEach(byKind::putAll);
  }

  /** The fault of a name: a word, or a status such as {@code 503} or {@code 429-seconds}. */
  Optional<Fault> named(String kind) {
    return Optional.ofNullable(byKind.get(kind)).or(() -> HeadFaults.status(kind));
  }

  /** All names, with examples of statuses. */
  SortedSet<String> kinds() {
    SortedSet<String> kinds = new TreeSet<>(byKind.keySet());
    for (String status : List.of("503", "429")) {
      kinds.add(status);
      for (String form : List.of("seconds", "date", "zero", "negative", "huge", "garbage")) {
        kinds.add(status + "-" + form);
      }
    }
    return kinds;
  }
}
