package io.cellar.job;

import io.cellar.volume.BlockKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The blocks of a fetch that failed: all are counted by the kind of their failure, and the first
 * {@value #MOST} are kept one by one. Guarded by its {@link FetchCounts}.
 */
final class FetchFailures {
  static final int MOST = 10_000;

  private record Kept(BlockFailure failure, Throwable why) {}

  private final Map<String, Long> kinds = new HashMap<>();
  private final Map<String, Kept> examples = new HashMap<>();
  private final Map<BlockKey, Kept> kept = new LinkedHashMap<>();

  void add(BlockFailure failure, Throwable why) {
    Kept added = new Kept(failure, why);
    kinds.merge(failure.kind(), 1L, Long::sum);
    examples.putIfAbsent(failure.kind(), added);
    if (kept.size() < MOST) {
      kept.put(failure.key(), added);
    }
  }

  /** A block did not fail after all; another one is the example of its kind then. */
  void remove(BlockKey block, String kind) {
    kept.remove(block);
    if (kinds.merge(kind, -1L, Long::sum) <= 0) {
      kinds.remove(kind);
      examples.remove(kind);
    } else if (examples.get(kind).failure.key().equals(block)) {
      kept.values().stream()
          .filter(other -> other.failure.kind().equals(kind))
          .findFirst()
          .ifPresent(other -> examples.put(kind, other));
    }
  }

  /** How many failed for which kind of reason. */
  Map<String, Long> kinds() {
    return kinds;
  }

  /** For each of those kinds what happened to the first block. */
  Map<String, String> examples() {
    Map<String, String> words = new HashMap<>();
    examples.forEach((kind, example) -> words.put(kind, example.failure.message()));
    return words;
  }

  /** Those that are kept, the first that failed first; a copy. */
  List<BlockFailure> list() {
    return kept.values().stream().map(Kept::failure).toList();
  }

  /** What happened to the first of them. */
  Optional<Throwable> first() {
    return kept.values().stream()
        .findFirst()
        .or(() -> examples.values().stream().findFirst())
        .map(Kept::why);
  }
}
