package io.cellar.cell;

import io.cellar.engine.BlockRequest;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/**
 * The cells of one level of one volume for callers that wait. Several threads may wait for the same
 * cell; it is fetched once. Thread-safe.
 */
final class BlockingCells implements AutoCloseable {
  private final CellSource source;
  private final Requester requester;

  /**
   * The cells of a level.
   *
   * @param waitForHost how long to wait for a host that is away
   */
  BlockingCells(CellSource source, Duration waitForHost) {
    this.source = source;
    this.requester =
        source
            .engine()
            .requester("image of " + source.name() + ", level " + source.level(), waitForHost);
  }

  /**
   * The block, out of memory or after waiting for it.
   *
   * @throws BlockUnavailableException when it cannot be had
   * @throws CancellationException when these cells were closed or the thread was interrupted, which
   *     it then still is; the block goes on coming, because others may wait for it too
   */
  Block get(long index) {
    BlockKey key = source.key(index);
    Optional<Block> held = source.memory().get(key);
    if (held.isPresent()) {
      return held.get();
    }
    BlockRequest ticket = requester.request(key, Priority.visible(source.level(), 0));
    try {
      Block block = ticket.block().get();
      return source.memory().keep(key, block);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled("interrupted while waiting for block " + index + " of " + source.name(), e);
    } catch (ExecutionException e) {
      throw BlockFailures.unavailable(key, source, e.getCause());
    }
  }

  private static CancellationException cancelled(String message, Throwable cause) {
    CancellationException cancelled = new CancellationException(message);
    cancelled.initCause(cause);
    return cancelled;
  }

  /** Ends what is waited for; those who wait get a {@link CancellationException}. */
  @Override
  public void close() {
    requester.close();
  }
}
