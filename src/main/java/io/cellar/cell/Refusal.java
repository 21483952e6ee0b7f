package io.cellar.cell;

import io.cellar.download.BlockUnavailableException;
import io.cellar.download.BlockUnavailableException.Reason;
import io.cellar.volume.BlockState;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a view does not ask for a block again by itself, for those reasons that the engine's state of
 * the block does not tell.
 *
 * @param reason what the engine answered
 * @param message in words
 * @param until when it may be asked for again; empty: only when told to
 */
record Refusal(Reason reason, String message, Optional<Instant> until) {

  static Refusal of(BlockUnavailableException error, BlockState state) {
    Optional<Instant> next =
        state instanceof BlockState.Failed failed ? failed.nextTry() : Optional.empty();
    return new Refusal(error.reason(), String.valueOf(error.getMessage()), next);
  }

  /** True while the block is not to be asked for. */
  boolean holds(Instant now) {
    return until.isEmpty() || now.isBefore(until.get());
  }

  /** What to show for the block when the engine itself has nothing better to say. */
  BlockState state() {
    return switch (reason) {
      case OFFLINE -> BlockState.NOT_CACHED;
      case ABSENT -> BlockState.ABSENT;
      default -> new BlockState.Failed(message, 1, until);
    };
  }
}
