package io.cellar.coarse;

import io.cellar.volume.Block;
import io.cellar.volume.DType;

/**
 * Makes a block half as large along some axes: each voxel stands for a box of two voxels along
 * these, or of the one that there is at an odd end.
 *
 * <p>Unsigned integers of 32 and 64 bits and bools are taken for labels: a voxel has the value that
 * most of its box have, the lowest of those that are as frequent. All other numbers are averaged:
 * integers exactly, a half rounded up; of floating-point numbers those that are finite, and where
 * none is, the first stands for all.
 */
final class Halving {
  private Halving() {}

  /**
   * The coarser block.
   *
   * @param finer any dtype; its first voxel is the first of a box
   * @param halved for each axis whether it is halved
   * @return of the same dtype, sizes of halved axes rounded up
   */
  static Block of(Block finer, boolean[] halved) {
    long[] in = finer.shape();
    int last = in.length - 1;
    Block coarser = Block.zeros(finer.dtype(), shape(in, halved));
    BoxRow row =
        isLabel(finer.dtype())
            ? new BoxMajority(finer, coarser, halved[last])
            : new BoxMean(finer, coarser, halved[last]);
    int[] rows = new int[1 << last];
    long[] at = new long[last];
    int width = (int) coarser.size(last);
    for (int to = 0; to < coarser.length(); to += width) {
      row.fill(rows, rowsOf(in, at, halved, rows), to);
      advance(at, coarser);
    }
    return coarser;
  }

  /** Sizes after halving, rounded up. */
  static long[] shape(long[] shape, boolean[] halved) {
    long[] half = shape.clone();
    for (int d = 0; d < half.length; d++) {
      half[d] = halved[d] ? Math.ceilDiv(half[d], 2) : half[d];
    }
    return half;
  }

  /** True for a type whose values are names rather than amounts. */
  private static boolean isLabel(DType dtype) {
    return dtype == DType.BOOL || dtype == DType.UINT32 || dtype == DType.UINT64;
  }

  /** Where the rows begin that the boxes of a row lie in; gives how many there are. */
  private static int rowsOf(long[] in, long[] at, boolean[] halved, int[] rows) {
    int n = 1;
    rows[0] = 0;
    for (int d = 0; d < at.length; d++) {
      int first = (int) (halved[d] ? 2 * at[d] : at[d]);
      boolean two = halved[d] && first + 1 < in[d];
      for (int r = 0; r < n; r++) {
        rows[r] = rows[r] * (int) in[d] + first;
        if (two) {
          rows[n + r] = rows[r] + 1;
        }
      }
      n *= two ? 2 : 1;
    }
    for (int r = 0; r < n; r++) {
      rows[r] *= (int) in[at.length];
    }
    return n;
  }

  private static void advance(long[] at, Block block) {
    for (int d = at.length - 1; d >= 0; d--) {
      if (++at[d] < block.size(d)) {
        return;
      }
      at[d] = 0;
    }
  }
}
