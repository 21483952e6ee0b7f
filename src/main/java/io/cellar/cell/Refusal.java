package io.cellar.cell;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a view does not ask for a block again for a while: an answer that the engine's own state of
 * the block does not tell, such as that there is no network.
 *
 * @param reason what the engine answered
 * @param message in words
 * @param since when it was answered
 * @param until when it may be asked for again
 */
record Refusal(Reason reason, String message, Instant since, Instant until) {

  /** A view is painted many times a second; it shall not ask as often for what cannot be had. */
  private static final Duration REST = Duration.ofSeconds(10);

  private static final Duration ECHO = Duration.ofSeconds(1);

  static Refusal of(BlockUnavailableException error, Instant now) {
    return until(now.plus(REST), error, now);
  }

  /** The same with another end, such as when the engine will try the block again. */
  static Refusal until(Instant end, BlockUnavailableException error, Instant now) {
    return new Refusal(error.reason(), String.valueOf(error.getMessage()), now, end);
  }

  /** True while the block is not to be asked for. */
  boolean holds(Instant now) {
    return now.isBefore(until);
  }

  /**
   * True when a new state of the block means that it may be tried again: it became "not cached"
   * some time after the refusal, which itself makes the engine say the same, at once; or it failed
   * and the time of its next try has come.
   */
  boolean isLiftedBy(BlockState state, Instant now) {
    return switch (state) {
      case BlockState.NotCached() -> now.isAfter(since.plus(ECHO));
      case BlockState.Failed failed ->
          failed.nextTry().filter(next -> !next.isAfter(now)).isPresent();
      default -> false;
    };
  }

  /** What to show for the block when the engine itself has nothing better to say. */
  BlockState state() {
    return switch (reason) {
      case OFFLINE -> BlockState.NOT_CACHED;
      case ABSENT -> BlockState.ABSENT;
      default -> new BlockState.Failed(message, 1, Optional.empty());
    };
  }
}
