package io.cellar.cell;

import io.cellar.volume.Block;
import io.cellar.volume.Roi;

/** Copies between blocks of one dtype that lie somewhere in a common space. */
final class BlockCopy {
  private final Block from;
  private final Block to;
  private final long[] fromStrides;
  private final long[] toStrides;
  private final long[] size;
  private final int rows;

  private BlockCopy(Block from, Block to, long[] size) {
    this.from = from;
    this.to = to;
    this.fromStrides = strides(from);
    this.toStrides = strides(to);
    this.size = size;
    this.rows = contiguous();
  }

  /**
   * Copies what both boxes share.
   *
   * @param fromRoi where {@code from} lies, of its shape
   * @param toRoi where {@code to} lies, of its shape
   */
  static void copy(Block from, Roi fromRoi, Block to, Roi toRoi) {
    Roi shared = fromRoi.intersect(toRoi);
    if (!shared.isEmpty()) {
      BlockCopy copy = new BlockCopy(from, to, shared.shape());
      int source = from.offset(shared.minus(fromRoi.start()).start());
      int target = to.offset(shared.minus(toRoi.start()).start());
      copy.axis(0, source, target);
    }
  }

  /** First axis from which on the shared box is one run in both arrays. */
  private int contiguous() {
    int d = size.length - 1;
    while (d > 0 && size[d] == from.size(d) && size[d] == to.size(d)) {
      d--;
    }
    return d;
  }

  private void axis(int d, int source, int target) {
    if (d == rows) {
      int length = (int) (size[d] * fromStrides[d]);
      System.arraycopy(from.values(), source, to.values(), target, length);
      return;
    }
    for (long i = 0; i < size[d]; i++) {
      axis(d + 1, source + (int) (i * fromStrides[d]), target + (int) (i * toStrides[d]));
    }
  }

  private static long[] strides(Block block) {
    long[] strides = new long[block.rank()];
    long stride = 1;
    for (int d = strides.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= block.size(d);
    }
    return strides;
  }
}
