package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;

/**
 * The order in which array-like chunk indexes number the chunks: C order over the grid of the
 * greatest shape that the dataset may grow to. An axis that may grow without end comes first.
 */
final class ChunkNumbering {
  private static final long UNLIMITED = -1;

  private final long[] chunks;
  private final int unlimited;

  private ChunkNumbering(long[] chunks, int unlimited) {
    this.chunks = chunks;
    this.unlimited = unlimited;
  }

  /**
   * The numbering of a dataset.
   *
   * @param maxShape greatest shape; -1: without end, on one axis at most
   */
  static ChunkNumbering of(long[] maxShape, long[] chunk) throws Hdf5Exception {
    long[] chunks = new long[chunk.length];
    int unlimited = 0;
    long total = 1;
    for (int d = 0; d < chunk.length; d++) {
      if (maxShape[d] == UNLIMITED) {
        unlimited = d;
        chunks[d] = 1;
        continue;
      }
      chunks[d] = Math.max(1, Math.ceilDiv(maxShape[d], chunk[d]));
      if (maxShape[d] < 0 || Math.multiplyHigh(total, chunks[d]) != 0 || total * chunks[d] < 0) {
        throw new Hdf5Exception(Problem.CORRUPT, "the greatest shape is impossible");
      }
      total *= chunks[d];
    }
    return new ChunkNumbering(chunks, unlimited);
  }

  /** The number of a chunk; negative when there cannot be so many. */
  long of(long[] position) {
    long number = position[unlimited];
    for (int d = 0; d < chunks.length; d++) {
      if (d != unlimited) {
        number = number * chunks[d] + position[d];
      }
    }
    return number;
  }
}
