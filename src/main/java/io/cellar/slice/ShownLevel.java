package io.cellar.slice;

/**
 * The level that a picture shows where its blocks are there.
 *
 * @param number 0 for the finest
 * @param levels how many the volume has
 * @param acrossH finest voxels along the edge of a voxel, along the horizontal axis
 * @param acrossV the same along the vertical axis
 */
public record ShownLevel(int number, int levels, double acrossH, double acrossV) {}
