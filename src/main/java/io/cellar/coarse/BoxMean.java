package io.cellar.coarse;

import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.util.Arrays;

/**
 * Means of boxes, a row of them at a time. Of integers the exact mean, a half rounded up. Of
 * floating-point numbers the mean of those that are finite; where none is, the first one. Not
 * thread-safe.
 */
final class BoxMean implements BoxRow {
  /** So many bits of a 64-bit integer are summed apart; a box has at most 2^5 voxels. */
  private static final int SPLIT = 5;

  private final Block in;
  private final Block out;
  private final int width;
  private final int shift;
  private final int outWidth;
  private final long[] sums;

  /** What a sum of 64-bit integers has no room for: the sum of their lowest bits. */
  private final long[] lowest;

  private final double[] finite;
  private final int[] count;

  /**
   * Boxes of the rows of a block.
   *
   * @param halvesRows whether two neighbours in a row are of one box
   */
  BoxMean(Block in, Block out, boolean halvesRows) {
    this.in = in;
    this.out = out;
    this.width = (int) in.size(in.rank() - 1);
    this.outWidth = (int) out.size(out.rank() - 1);
    this.shift = halvesRows ? 1 : 0;
    boolean real = in.dtype().kind() == DType.Kind.FLOAT;
    this.sums = new long[real ? 0 : outWidth];
    this.lowest = new long[in.dtype() == DType.INT64 ? outWidth : 0];
    this.finite = new double[real ? outWidth : 0];
    this.count = new int[real ? outWidth : 0];
  }

  @Override
  public void fill(int[] rows, int n, int to) {
    switch (in.dtype()) {
      case UINT8, INT8, UINT16, INT16, INT32 -> narrow(rows, n, to);
      case INT64 -> wide(rows, n, to);
      case FLOAT32, FLOAT64 -> real(rows, n, to);
      case BOOL, UINT32, UINT64 ->
          throw new IllegalArgumentException("no means of " + in.dtype().numpyName());
    }
  }

  private void narrow(int[] rows, int n, int to) {
    Arrays.fill(sums, 0);
    for (int r = 0; r < n; r++) {
      add(rows[r]);
    }
    int last = outWidth - 1;
    long end = mean(sums[last], bits(n, last));
    int bits = bits(n, 0);
    for (int x = 0; x < last; x++) {
      sums[x] = mean(sums[x], bits);
    }
    sums[last] = end;
    put(to);
  }

  private static long mean(long sum, int bits) {
    return (sum + (1L << bits >> 1)) >> bits;
  }

  private void add(int row) {
    switch (in.values()) {
      case byte[] bytes -> add(bytes, row, in.dtype() == DType.UINT8 ? 0xff : -1);
      case short[] shorts -> add(shorts, row, in.dtype() == DType.UINT16 ? 0xffff : -1);
      case int[] ints -> add(ints, row);
      default -> throw new IllegalStateException("no rows of " + in.dtype().numpyName());
    }
  }

  private void add(byte[] values, int row, int mask) {
    int pairs = pairs();
    for (int x = 0; x < pairs; x++) {
      sums[x] += (values[row + 2 * x] & mask) + (values[row + 2 * x + 1] & mask);
    }
    for (int x = pairs; x < outWidth; x++) {
      sums[x] += values[row + (x << shift)] & mask;
    }
  }

  private void add(short[] values, int row, int mask) {
    int pairs = pairs();
    for (int x = 0; x < pairs; x++) {
      sums[x] += (values[row + 2 * x] & mask) + (values[row + 2 * x + 1] & mask);
    }
    for (int x = pairs; x < outWidth; x++) {
      sums[x] += values[row + (x << shift)] & mask;
    }
  }

  private void add(int[] values, int row) {
    int pairs = pairs();
    for (int x = 0; x < pairs; x++) {
      sums[x] += (long) values[row + 2 * x] + values[row + 2 * x + 1];
    }
    for (int x = pairs; x < outWidth; x++) {
      sums[x] += values[row + (x << shift)];
    }
  }

  /** How many boxes of a row have two voxels of it. */
  private int pairs() {
    return shift == 0 ? 0 : width / 2;
  }

  private void put(int to) {
    switch (out.values()) {
      case byte[] bytes -> {
        for (int x = 0; x < outWidth; x++) {
          bytes[to + x] = (byte) sums[x];
        }
      }
      case short[] shorts -> {
        for (int x = 0; x < outWidth; x++) {
          shorts[to + x] = (short) sums[x];
        }
      }
      case int[] ints -> {
        for (int x = 0; x < outWidth; x++) {
          ints[to + x] = (int) sums[x];
        }
      }
      default -> throw new IllegalStateException("no rows of " + out.dtype().numpyName());
    }
  }

  /** How many voxels a box has, as a power of 2. */
  private int bits(int n, int x) {
    int columns = Math.min(1 << shift, width - (x << shift));
    return Integer.numberOfTrailingZeros(n * columns);
  }

  private void wide(int[] rows, int n, int to) {
    Arrays.fill(sums, 0);
    Arrays.fill(lowest, 0);
    long[] values = (long[]) in.values();
    for (int r = 0; r < n; r++) {
      for (int x = 0; x < width; x++) {
        long value = values[rows[r] + x];
        sums[x >> shift] += value >> SPLIT;
        lowest[x >> shift] += value & ((1 << SPLIT) - 1);
      }
    }
    long[] result = (long[]) out.values();
    for (int x = 0; x < outWidth; x++) {
      int bits = bits(n, x);
      result[to + x] = (sums[x] << (SPLIT - bits)) + mean(lowest[x], bits);
    }
  }

  private void real(int[] rows, int n, int to) {
    Arrays.fill(finite, 0);
    Arrays.fill(count, 0);
    for (int r = 0; r < n; r++) {
      for (int x = 0; x < width; x++) {
        double value = value(rows[r] + x);
        if (Double.isFinite(value)) {
          finite[x >> shift] += value;
          count[x >> shift]++;
        }
      }
    }
    for (int x = 0; x < outWidth; x++) {
      double mean =
          count[x] == 0
              ? value(rows[0] + (x << shift))
              : Double.isFinite(finite[x]) ? finite[x] / count[x] : huge(rows, n, x);
      switch (out.values()) {
        case float[] floats -> floats[to + x] = (float) mean;
        case double[] doubles -> doubles[to + x] = mean;
        default -> throw new IllegalStateException("no rows of " + out.dtype().numpyName());
      }
    }
  }

  private double value(int at) {
    return in.values() instanceof float[] floats ? floats[at] : ((double[]) in.values())[at];
  }

  /** A mean of numbers whose sum is none. */
  private double huge(int[] rows, int n, int box) {
    double mean = 0;
    for (int r = 0; r < n; r++) {
      for (int x = box << shift; x < Math.min(width, (box + 1) << shift); x++) {
        double value = value(rows[r] + x);
        mean += Double.isFinite(value) ? value / count[box] : 0;
      }
    }
    return mean;
  }
}
