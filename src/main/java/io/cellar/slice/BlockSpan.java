package io.cellar.slice;

import io.cellar.volume.LocalFileset;

/**
 * The blocks along one axis of a level as the view sees them. A block's part is what of it lies in
 * the view; parts are given in voxels of the level. Blocks are numbered along the axis as in the
 * stored grid. Finest coordinates are those of the finest level's view, which panes count in.
 */
final class BlockSpan {
  private final long blockSize;
  private final long origin;
  private final long viewSize;
  private final long downsampling;
  private final long finestSize;

  /**
   * A span.
   *
   * @param downsampling finest voxels along the edge of a voxel
   * @param finestSize voxels of the finest level's view
   */
  BlockSpan(LocalFileset local, int axis, long downsampling, long finestSize) {
    this.blockSize = local.blockShape()[axis];
    this.origin = local.viewOrigin()[axis];
    this.viewSize = Math.min(local.viewShape()[axis], local.shape()[axis] - origin);
    this.downsampling = downsampling;
    this.finestSize = finestSize;
  }

  /** Voxels of the view. */
  long viewSize() {
    return viewSize;
  }

  /** Voxels of the view at the finest level. */
  long finestSize() {
    return finestSize;
  }

  /** The voxel at a finest coordinate; -1 outside the volume. */
  long voxelAt(double finest) {
    double at = Math.floor(finest);
    return at < 0 || at >= finestSize ? -1 : Math.min((long) at / downsampling, viewSize - 1);
  }

  /** The voxel over a finest one; -1 outside the volume. */
  long voxelAt(long finest) {
    return finest < 0 || finest >= finestSize ? -1 : Math.min(finest / downsampling, viewSize - 1);
  }

  /**
   * Where a finest coordinate lies between the middles of voxels: 1.5 is half way from the middle
   * of voxel 1 to that of voxel 2. What lies outside the outermost middles is taken to be there.
   */
  double middles(double finest) {
    return Math.clamp(finest / downsampling - 0.5, 0, viewSize - 1.0);
  }

  /** True for the number of a block that has a part in the view. */
  boolean holds(long block) {
    return block >= 0 && start(block) < stop(block);
  }

  /** Number of the block that holds a voxel of the view. */
  long blockOf(long voxel) {
    return (voxel + origin) / blockSize;
  }

  /** First voxel of a block's part. */
  long start(long block) {
    return Math.max(block * blockSize - origin, 0);
  }

  /** Voxel after the last of a block's part. */
  long stop(long block) {
    return Math.min((block + 1) * blockSize - origin, viewSize);
  }

  /** Voxels of a block's part. */
  int size(long block) {
    return Math.toIntExact(stop(block) - start(block));
  }

  /** Where a block's part begins, as a finest coordinate. */
  long low(long block) {
    return start(block) * downsampling;
  }

  /** Where a block's part ends, as a finest coordinate. */
  long high(long block) {
    long stop = stop(block);
    return stop == viewSize ? finestSize : stop * downsampling;
  }
}
