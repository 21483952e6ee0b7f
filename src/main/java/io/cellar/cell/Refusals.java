package io.cellar.cell;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.engine.SourceMode;
import io.cellar.volume.BlockState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The blocks that a pane does not ask for again for a while. Thread-safe. */
final class Refusals {
  private final Map<Long, Refusal> refused = new ConcurrentHashMap<>();

  /**
   * Notes how a block was refused, unless the engine's own state of it says enough.
   *
   * @param state the engine's
   * @param mode where blocks come from now
   */
  void note(long index, BlockUnavailableException error, BlockState state, SourceMode mode) {
    Instant now = Instant.now();
    switch (state) {
      case BlockState.Absent() -> {}
      case BlockState.Failed failed ->
          failed.nextTry().ifPresent(at -> refused.put(index, Refusal.until(at, error, now)));
      default -> {
        // What was refused while offline is not held against a block once that is over.
        if (error.reason() != Reason.OFFLINE || mode == SourceMode.CACHE_ONLY) {
          refused.put(index, Refusal.of(error, now));
        }
      }
    }
  }

  /** True while a block is not to be asked for. */
  boolean holdFor(long index) {
    Refusal refusal = refused.get(index);
    return refusal != null && refusal.holds(Instant.now());
  }

  /** True when a new state of a block means that it may be asked for again. */
  boolean liftedBy(long index, BlockState state) {
    Refusal refusal = refused.get(index);
    return refusal != null && refusal.isLiftedBy(state, Instant.now());
  }

  /** What to show for a block of which the engine says no more than that it is not cached. */
  Optional<BlockState> state(long index) {
    return Optional.ofNullable(refused.get(index)).map(Refusal::state);
  }

  void forget(long index) {
    refused.remove(index);
  }

  /**
   * Forgets all.
   *
   * @return the blocks that were refused
   */
  List<Long> clear() {
    List<Long> indices = List.copyOf(refused.keySet());
    refused.clear();
    return indices;
  }
}
