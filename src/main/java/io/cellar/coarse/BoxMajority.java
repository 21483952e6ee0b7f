package io.cellar.coarse;

import io.cellar.volume.Block;

/**
 * The value that most voxels of a box have, and the lowest of those that are as frequent: what is
 * right for labels, whose means are other labels. Not thread-safe.
 */
final class BoxMajority implements BoxRow {
  private final Block in;
  private final Block out;
  private final int width;
  private final int outWidth;
  private final int columns;
  private final long[] box;

  /**
   * Boxes of the rows of a block.
   *
   * @param halvesRows whether two neighbours in a row are of one box
   */
  BoxMajority(Block in, Block out, boolean halvesRows) {
    this.in = in;
    this.out = out;
    this.width = (int) in.size(in.rank() - 1);
    this.outWidth = (int) out.size(out.rank() - 1);
    this.columns = halvesRows ? 2 : 1;
    this.box = new long[columns << (in.rank() - 1)];
  }

  @Override
  public void fill(int[] rows, int n, int to) {
    for (int x = 0; x < outWidth; x++) {
      int first = x * columns;
      int past = Math.min(width, first + columns);
      int size = 0;
      for (int r = 0; r < n; r++) {
        for (int i = first; i < past; i++) {
          box[size++] = bits(rows[r] + i);
        }
      }
      put(to + x, mostFrequent(size));
    }
  }

  private long mostFrequent(int size) {
    long best = box[0];
    int most = 0;
    for (int i = 0; i < size && most <= size - i; i++) {
      int count = 0;
      for (int k = i; k < size; k++) {
        count += box[k] == box[i] ? 1 : 0;
      }
      if (count > most || count == most && Long.compareUnsigned(box[i], best) < 0) {
        most = count;
        best = box[i];
      }
    }
    return best;
  }

  private long bits(int at) {
    return switch (in.values()) {
      case byte[] bytes -> bytes[at] & 0xff;
      case int[] ints -> ints[at] & 0xffffffffL;
      case long[] longs -> longs[at];
      default -> throw new IllegalStateException("no labels of " + in.dtype().numpyName());
    };
  }

  private void put(int at, long value) {
    switch (out.values()) {
      case byte[] bytes -> bytes[at] = (byte) value;
      case int[] ints -> ints[at] = (int) value;
      case long[] longs -> longs[at] = value;
      default -> throw new IllegalStateException("no labels of " + out.dtype().numpyName());
    }
  }
}
