package io.cellar.volume;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * How a stored volume is cut into blocks: a regular grid from the stored origin, blocks at the far
 * edges clipped to the shape.
 *
 * <p>Blocks are numbered in scan order, the last axis fastest; the number of a block depends on
 * shape and block shape only, so that all views of one cache agree on it. All coordinates here are
 * stored coordinates.
 */
public final class BlockGrid {
  private final long[] shape;
  private final long[] blockShape;
  private final long[] gridShape;
  private final long count;

  /**
   * @param shape voxels of the whole stored volume, all positive
   * @param blockShape voxels of a block, all positive
   * @throws IllegalArgumentException if the lengths differ, a number is not positive, or there are
   *     more than 2^62 blocks
   */
  public BlockGrid(long[] shape, long[] blockShape) {
    if (shape.length == 0 || shape.length != blockShape.length) {
      throw new IllegalArgumentException(
          "shape "
              + Arrays.toString(shape)
              + " and block shape "
              + Arrays.toString(blockShape)
              + " differ in length");
    }
    this.shape = shape.clone();
    this.blockShape = blockShape.clone();
    this.gridShape = new long[shape.length];
    long n = 1;
    for (int d = 0; d < shape.length; d++) {
      if (shape[d] <= 0 || blockShape[d] <= 0) {
        throw new IllegalArgumentException(
            "shape "
                + Arrays.toString(shape)
                + " and block shape "
                + Arrays.toString(blockShape)
                + " must be positive");
      }
      gridShape[d] = Math.ceilDiv(shape[d], blockShape[d]);
      if (gridShape[d] > (1L << 62) / n) {
        throw new IllegalArgumentException(
            "more than 2^62 blocks in shape " + Arrays.toString(shape));
      }
      n *= gridShape[d];
    }
    this.count = n;
  }

  public int rank() {
    return shape.length;
  }

  /** Voxels of the stored volume per axis. */
  public long[] shape() {
    return shape.clone();
  }

  /** Voxels of a whole block per axis. */
  public long[] blockShape() {
    return blockShape.clone();
  }

  /** Blocks per axis. */
  public long[] gridShape() {
    return gridShape.clone();
  }

  /** Number of blocks. */
  public long count() {
    return count;
  }

  /** Number of the block that holds a stored voxel. */
  public long indexOf(long... voxel) {
    long index = 0;
    for (int d = 0; d < shape.length; d++) {
      if (voxel[d] < 0 || voxel[d] >= shape[d]) {
        throw new IllegalArgumentException(
            "voxel "
                + Arrays.toString(voxel)
                + " lies outside the stored shape "
                + Arrays.toString(shape));
      }
      index = index * gridShape[d] + voxel[d] / blockShape[d];
    }
    return index;
  }

  /** Stored voxel at which a block starts. */
  public long[] start(long index) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("block " + index + " of " + count);
    }
    long[] start = new long[shape.length];
    long rest = index;
    for (int d = shape.length - 1; d >= 0; d--) {
      start[d] = rest % gridShape[d] * blockShape[d];
      rest /= gridShape[d];
    }
    return start;
  }

  /** The stored voxels of a block, clipped to the shape. */
  public Roi roi(long index) {
    long[] start = start(index);
    long[] stop = new long[start.length];
    for (int d = 0; d < stop.length; d++) {
      stop[d] = Math.min(start[d] + blockShape[d], shape[d]);
    }
    return new Roi(start, stop);
  }

  /** How many blocks a stored roi touches. */
  public long countIn(Roi stored) {
    long n = 1;
    Roi inside = stored.intersect(Roi.ofShape(shape));
    if (inside.isEmpty()) {
      return 0;
    }
    for (int d = 0; d < shape.length; d++) {
      n *= Math.ceilDiv(inside.stop(d), blockShape[d]) - inside.start(d) / blockShape[d];
    }
    return n;
  }

  /**
   * The blocks that a stored roi touches, in scan order; what lies outside the shape is passed
   * over.
   */
  public void forEachIn(Roi stored, LongConsumer action) {
    Roi inside = stored.intersect(Roi.ofShape(shape));
    if (!inside.isEmpty()) {
      visit(inside, 0, 0, action);
    }
  }

  private void visit(Roi inside, int d, long prefix, LongConsumer action) {
    if (d == shape.length) {
      action.accept(prefix);
      return;
    }
    long last = Math.ceilDiv(inside.stop(d), blockShape[d]);
    for (long g = inside.start(d) / blockShape[d]; g < last; g++) {
      visit(inside, d + 1, prefix * gridShape[d] + g, action);
    }
  }

  /**
   * The blocks that a stored roi touches, in scan order, computed one by one: no memory per block.
   */
  public LongStream blocksIn(Roi stored) {
    Roi inside = stored.intersect(Roi.ofShape(shape));
    if (inside.isEmpty()) {
      return LongStream.empty();
    }
    long[] first = new long[shape.length];
    long[] counts = new long[shape.length];
    for (int d = 0; d < shape.length; d++) {
      first[d] = inside.start(d) / blockShape[d];
      counts[d] = Math.ceilDiv(inside.stop(d), blockShape[d]) - first[d];
    }
    return LongStream.range(0, countIn(inside)).map(n -> nth(n, first, counts));
  }

  private long nth(long n, long[] first, long[] counts) {
    long index = 0;
    long stride = 1;
    long rest = n;
    for (int d = shape.length - 1; d >= 0; d--) {
      index += (first[d] + rest % counts[d]) * stride;
      rest /= counts[d];
      stride *= gridShape[d];
    }
    return index;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof BlockGrid grid
        && Arrays.equals(shape, grid.shape)
        && Arrays.equals(blockShape, grid.blockShape);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(blockShape);
  }
}
