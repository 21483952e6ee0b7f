package io.cellar.slice;

import io.cellar.volume.LocalFileset;

/**
 * The blocks along one axis as the view sees them. A block's part is what of it lies in the view;
 * parts are given in view coordinates. Blocks are numbered along the axis as in the stored grid.
 */
final class BlockSpan {
  private final long blockSize;
  private final long origin;
  private final long viewSize;

  BlockSpan(LocalFileset local, int axis) {
    this.blockSize = local.blockShape()[axis];
    this.origin = local.viewOrigin()[axis];
    this.viewSize = Math.min(local.viewShape()[axis], local.shape()[axis] - origin);
  }

  /** Voxels of the view. */
  long viewSize() {
    return viewSize;
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
}
