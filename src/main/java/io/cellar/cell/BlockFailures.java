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
   * The error of a block that says its place in the view too; the given error is its cause.
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
    String place = array.axes() + " " + Arrays.toString(start);
    if (!(cause instanceof BlockUnavailableException known)) {
      String words = "%s (block at %s of %s)".formatted(cause.getMessage(), place, source.name());
      return new BlockUnavailableException(key, Reason.FAILED, words, cause);
    }
    String words = known.getMessage() + "; the block begins at " + place;
    return new BlockUnavailableException(key, known.reason(), words, cause);
  }
}
