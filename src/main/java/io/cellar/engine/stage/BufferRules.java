package io.cellar.engine.stage;

import java.time.Duration;
import java.util.Optional;

/**
 * How much a {@link BlockBuffer} holds and how long one waits for it.
 *
 * @param kind first word of the settings' names: {@code read} for {@code readBufferInsertTimeout}
 * @param blocks most blocks, complete or not; with 0 nothing can be inserted
 * @param bytes most bytes; a single block that is larger is let in when the buffer is empty
 * @param insertTimeout how long an insertion waits for a place; empty: without end
 * @param popTimeout how long a taker waits for a complete block; empty: without end
 */
public record BufferRules(
    String kind,
    int blocks,
    long bytes,
    Optional<Duration> insertTimeout,
    Optional<Duration> popTimeout) {

  public BufferRules {
    if (blocks < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          kind + " buffer of " + blocks + " blocks and " + bytes + " bytes");
    }
  }

  /** Two blocks for each worker that fills the buffer, any number of bytes. */
  public static BufferRules forWorkers(
      String kind, int workers, Optional<Duration> insertTimeout, Optional<Duration> popTimeout) {
    return new BufferRules(kind, 2 * workers, Long.MAX_VALUE, insertTimeout, popTimeout);
  }
}
