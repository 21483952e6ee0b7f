package io.cellar.slice;

/**
 * A block that a view touches.
 *
 * @param index number of the block in the fileset's grid
 * @param blockH its place along the grid's horizontal axis
 * @param blockV its place along the grid's vertical axis
 * @param distance finest voxels from the focus to the block; among blocks that hold or touch the
 *     focus, the one whose middle is nearer comes first
 */
public record VisibleBlock(long index, long blockH, long blockV, double distance) {}
