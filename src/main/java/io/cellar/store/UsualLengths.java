package io.cellar.store;

import io.cellar.volume.BlockGrid;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long the block files of each shape usually are: as long as the last one whose status told its
 * length. Blocks of a grid differ in shape only by the axes along which they are the last. One
 * whose file has the usual length has not been cut short, whatever its status says. Thread-safe.
 */
final class UsualLengths {
  private final long[] gridShape;
  private final AtomicLongArray lengths;

  UsualLengths(BlockGrid grid) {
    this.gridShape = grid.gridShape();
    this.lengths = new AtomicLongArray(1 << gridShape.length);
  }

  /** In bytes; 0 when none is known. */
  long get(long index) {
    return lengths.get(shape(index));
  }

  void set(long index, long bytes) {
    lengths.set(shape(index), bytes);
  }

  /** One bit for each axis along which the block is the last. */
  private int shape(long index) {
    int bits = 0;
    long rest = index;
    for (int d = gridShape.length - 1; d >= 0; d--) {
      bits = bits << 1 | (rest % gridShape[d] == gridShape[d] - 1 ? 1 : 0);
      rest /= gridShape[d];
    }
    return bits;
  }
}
