package io.cellar.ui.overview;

import io.cellar.store.Coverage;
import io.cellar.ui.navigation.LevelBlocks;
import io.cellar.ui.navigation.Plane;
import io.cellar.volume.Axes;

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
  static final int AVAILABLE = 0xff2a9187;
  static final int ABSENT = 0xff7b8794;
  static final int FAILED = 0xffd64545;
  static final int UNKNOWN = 0;

  /**
   * Paints the coverage of a slice.
   *
   * @param axes order of {@code position}
   * @param position the slice's place, view coordinates of the finest level
   * @param box the side of the volume, for its size in voxels
   */
  static CoverageRaster paint(LevelBlocks blocks, Axes axes, long[] position, MapBox box) {
    int width = Math.max(1, (int) Math.round(box.width()));
    int height = Math.max(1, (int) Math.round(box.height()));
    Plane plane = box.plane();
    long[] voxel = blocks.stored(axes, position);
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      voxel[blocks.indexOf(plane.vertical())] =
          blocks.stored(plane.vertical(), middle(y, height, box.voxelsV()));
      for (int x = 0; x < width; x++) {
        voxel[blocks.indexOf(plane.horizontal())] =
            blocks.stored(plane.horizontal(), middle(x, width, box.voxelsH()));
        argb[y * width + x] = color(blocks.state(voxel));
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
