package io.cellar.ui.overview;

import io.cellar.store.Coverage;
import io.cellar.ui.navigation.Plane;
import io.cellar.volume.Axes;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.LocalFileset;

/**
 * What is known of the blocks that one slice of the whole view cuts, as a small picture: one pixel
 * stands for the block at its middle. Costs one look at the coverage per pixel, so it may run
 * anywhere, but not on the JavaFX thread.
 *
 * @param width pixels
 * @param height pixels
 * @param argb premultiplied colours, row by row
 */
record CoverageRaster(int width, int height, int[] argb) {
  private static final int AVAILABLE = 0xff2a9187;
  private static final int ABSENT = 0xff7b8794;
  private static final int FAILED = 0xffd64545;
  private static final int UNKNOWN = 0;

  /**
   * Paints the coverage of a slice.
   *
   * @param position the slice's place, view coordinates in axes order
   */
  static CoverageRaster paint(
      LocalFileset local, Coverage coverage, Plane plane, long[] position, int width, int height) {
    Axes axes = local.axes();
    BlockGrid grid = local.grid();
    int h = axes.indexOf(plane.horizontal());
    int v = axes.indexOf(plane.vertical());
    long[] origin = local.viewOrigin();
    long[] shape = local.viewShape();
    long[] voxel = position.clone();
    for (int d = 0; d < voxel.length; d++) {
      voxel[d] += origin[d];
    }
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      voxel[v] = origin[v] + middle(y, height, shape[v]);
      for (int x = 0; x < width; x++) {
        voxel[h] = origin[h] + middle(x, width, shape[h]);
        argb[y * width + x] = color(coverage.get(grid.indexOf(voxel)));
      }
    }
    return new CoverageRaster(width, height, argb);
  }

  private static long middle(int pixel, int pixels, long voxels) {
    return Math.min(voxels - 1, (long) ((pixel + 0.5) / pixels * voxels));
  }

  private static int color(Coverage.State state) {
    return switch (state) {
      case UNKNOWN -> UNKNOWN;
      case AVAILABLE -> AVAILABLE;
      case ABSENT -> ABSENT;
      case FAILED -> FAILED;
    };
  }
}
