package io.cellar.cell;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.BlockKey;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Words for blocks that could not be had. */
final class BlockFailures {
  private BlockFailures() {}

  /**
   * The error of a block with its place in the view put before the message; the given error is its
   * cause.
   *
   * @throws CancellationException if that is what the error is
   */
  static BlockUnavailableException unavailable(BlockKey key, CellSource source, Throwable error) {
    Throwable cause = error instanceof CompletionException e ? e.getCause() : error;
    if (cause instanceof CancellationException cancelled) {
      throw cancelled;
    }
    ArrayGeometry array = source.geometry();
    long[] start = array.toView(array.grid().roi(key.index())).start();
    Reason reason =
        cause instanceof BlockUnavailableException known ? known.reason() : Reason.FAILED;
    String message =
        "block at %s %s of %s: %s"
            .formatted(array.axes(), Arrays.toString(start), source.name(), cause.getMessage());
    return new BlockUnavailableException(key, reason, message, cause);
  }
}
