package io.cellar.slice.geometry;

/**
 * Names one plane of one block.
 *
 * @param level number of the level
 * @param block number of the block
 * @param h axis along its rows
 * @param v axis across its rows
 * @param offset of its first voxel in the block's array
 */
public record PlaneKey(int level, long block, int h, int v, int offset) {

  /** Another plane of the same block along the same axes. */
  PlaneKey at(int otherOffset) {
    return new PlaneKey(level, block, h, v, otherOffset);
  }
}
