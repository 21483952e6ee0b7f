package io.cellar.ui.overview;

import io.cellar.ui.navigation.Plane;

/**
 * One side of the volume on the overview.
 *
 * @param plane which side
 * @param x left edge, logical pixels
 * @param y top edge
 * @param width along the plane's horizontal axis
 * @param height along the plane's vertical axis
 * @param voxelsH voxels of the volume along the horizontal axis
 * @param voxelsV voxels of the volume along the vertical axis
 */
record MapBox(
    Plane plane, double x, double y, double width, double height, long voxelsH, long voxelsV) {

  double pixelH(double coordinate) {
    return x + coordinate / voxelsH * width;
  }

  double pixelV(double coordinate) {
    return y + coordinate / voxelsV * height;
  }

  /** The voxel under a pixel, clamped to the volume. */
  long voxelH(double pixel) {
    return clamp((pixel - x) / width * voxelsH, voxelsH);
  }

  /** The voxel under a pixel, clamped to the volume. */
  long voxelV(double pixel) {
    return clamp((pixel - y) / height * voxelsV, voxelsV);
  }

  /** True when a pixel lies in the box or within a margin around it. */
  boolean near(double px, double py, double margin) {
    return px >= x - margin
        && px < x + width + margin
        && py >= y - margin
        && py < y + height + margin;
  }

  private static long clamp(double voxel, long size) {
    return Math.max(0, Math.min(size - 1, (long) Math.floor(voxel)));
  }
}
