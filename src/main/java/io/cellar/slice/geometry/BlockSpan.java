package io.cellar.slice.geometry;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.AxisMap;

/**
 * The blocks along one axis of a level as the view sees them. A block's part is what of it lies in
 * the view; parts are given in voxels of the level. Blocks are numbered along the axis as in the
 * stored grid. Finest coordinates are those of the finest level's view, which panes count in.
 */
public final class BlockSpan {
  private final long blockSize;
  private final long origin;
  private final long viewSize;
  private final AxisMap toFinest;
  private final long finestSize;

  /**
   * @param toFinest from the level's view to the finest one's
   * @param finestSize voxels of the finest level's view
   */
  BlockSpan(ArrayGeometry array, int axis, AxisMap toFinest, long finestSize) {
    this.blockSize = array.blockShape()[axis];
    this.origin = array.viewOrigin()[axis];
    this.viewSize = Math.min(array.viewShape()[axis], array.shape()[axis] - origin);
    this.toFinest = toFinest;
    this.finestSize = finestSize;
  }

  /** Voxels of the view at the finest level. */
  long finestSize() {
    return finestSize;
  }

  /** The voxel at a finest coordinate; -1 outside the volume. */
  public long voxelAt(double finest) {
    return finest >= 0 && finest < finestSize ? nearestVoxel(finest) : -1;
  }

  /** The voxel over the middle of a finest one; -1 outside the volume. */
  long voxelAt(long finest) {
    return voxelAt(finest + 0.5);
  }

  /** The voxel at a finest coordinate, or the one that is nearest to it. */
  long nearestVoxel(double finest) {
    return Math.clamp(toFinest.voxelAt(finest), 0, viewSize - 1);
  }

  /**
   * Where a finest coordinate lies between the middles of voxels: 1.5 is half way from the middle
   * of voxel 1 to that of voxel 2. What lies outside the outermost middles is taken to be there.
   */
  public double middles(double finest) {
    return Math.clamp(toFinest.applyInverse(finest) - 0.5, 0, viewSize - 1.0);
  }

  /** True for the number of a block that has a part in the view. */
  public boolean holds(long block) {
    return block >= 0 && start(block) < stop(block);
  }

  /** Number of the block that holds a voxel of the view. */
  public long blockOf(long voxel) {
    return (voxel + origin) / blockSize;
  }

  /** First voxel of a block's part. */
  public long start(long block) {
    return Math.max(block * blockSize - origin, 0);
  }

  /** Voxel after the last of a block's part. */
  public long stop(long block) {
    return Math.min((block + 1) * blockSize - origin, viewSize);
  }

  /** Voxels of a block's part. */
  public int size(long block) {
    return Math.toIntExact(stop(block) - start(block));
  }

  /** Where a block's part begins, as a finest coordinate. */
  double low(long block) {
    long start = start(block);
    return start == 0 ? 0 : Math.clamp(toFinest.apply(start), 0, (double) finestSize);
  }

  /** Where a block's part ends, as a finest coordinate. */
  double high(long block) {
    long stop = stop(block);
    return stop == viewSize ? finestSize : Math.clamp(toFinest.apply(stop), 0, (double) finestSize);
  }
}
