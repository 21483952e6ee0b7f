package io.cellar.volume;

import java.util.Arrays;

/**
 * What an array of voxels is made of, wherever it comes from or is kept: its axes, its type, how it
 * is cut into blocks, and which part of it is the view. All numbers are in axes order; shape, view
 * origin and view shape are stored coordinates.
 *
 * @param axes storage order
 * @param dtype type of the voxels as callers see them
 * @param shape the whole stored array
 * @param blockShape a whole block
 * @param viewOrigin stored coordinate of the view's origin, a multiple of the block shape
 * @param viewShape size of the view
 */
public record ArrayGeometry(
    Axes axes, DType dtype, long[] shape, long[] blockShape, long[] viewOrigin, long[] viewShape) {

  public ArrayGeometry {
    shape = shape.clone();
    blockShape = blockShape.clone();
    viewOrigin = viewOrigin.clone();
    viewShape = viewShape.clone();
  }

  /** An array whose view is all of it. */
  public static ArrayGeometry whole(Axes axes, DType dtype, long[] shape, long[] blockShape) {
    return new ArrayGeometry(axes, dtype, shape, blockShape, new long[shape.length], shape);
  }

  public int rank() {
    return axes.rank();
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public long[] blockShape() {
    return blockShape.clone();
  }

  @Override
  public long[] viewOrigin() {
    return viewOrigin.clone();
  }

  @Override
  public long[] viewShape() {
    return viewShape.clone();
  }

  /** The grid of blocks. */
  public BlockGrid grid() {
    return new BlockGrid(shape, blockShape);
  }

  /** The view in stored coordinates. */
  public Roi storedView() {
    return Roi.at(viewOrigin, viewShape);
  }

  /** The view in view coordinates. */
  public Roi view() {
    return Roi.ofShape(viewShape);
  }

  /** A roi in view coordinates as stored coordinates. */
  public Roi toStored(Roi view) {
    return view.plus(viewOrigin);
  }

  /** A roi in stored coordinates as view coordinates. */
  public Roi toView(Roi stored) {
    return stored.minus(viewOrigin);
  }

  /** Number of the block that holds a voxel of the view. */
  public long blockOf(long[] view) {
    long[] stored = view.clone();
    for (int d = 0; d < stored.length; d++) {
      stored[d] += viewOrigin[d];
    }
    return grid().indexOf(stored);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ArrayGeometry g
        && axes.equals(g.axes)
        && dtype == g.dtype
        && Arrays.equals(shape, g.shape)
        && Arrays.equals(blockShape, g.blockShape)
        && Arrays.equals(viewOrigin, g.viewOrigin)
        && Arrays.equals(viewShape, g.viewShape);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(viewOrigin);
  }
}
