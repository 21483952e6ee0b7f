package io.cellar.slice;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;

/** The picture of voxels that are all there: one pixel a voxel, no states, no waiting. */
public final class FlatPicture {
  private FlatPicture() {}

  /**
   * Colours of a block that is flat: one voxel wide along all axes but two.
   *
   * @param axes the block's axes
   * @param horizontal axis that runs to the right
   * @param vertical axis that runs down
   * @param display range and map; the rest does not matter here
   * @return opaque ARGB pixels, row by row from the top left
   * @throws IllegalArgumentException if the block is not flat or lacks an axis
   */
  public static int[] argb(
      Block block, Axes axes, Axis horizontal, Axis vertical, Display display) {
    int h = axes.indexOf(horizontal);
    int v = axes.indexOf(vertical);
    if (h < 0 || v < 0 || h == v || axes.rank() != block.rank()) {
      throw new IllegalArgumentException(
          "a picture of %s and %s does not fit axes %s".formatted(horizontal, vertical, axes));
    }
    for (int d = 0; d < block.rank(); d++) {
      if (d != h && d != v && block.size(d) != 1) {
        throw new IllegalArgumentException(
            "axis %s is %d voxels wide: expected 1, because it is not shown"
                .formatted(axes.get(d).letter(), block.size(d)));
      }
    }
    SlicePlane plane = SlicePlane.copy(block, h, v, 0);
    int[] voxels = new int[plane.width()];
    for (int x = 0; x < voxels.length; x++) {
      voxels[x] = x;
    }
    PixelMapper mapper = PixelMapper.of(block.dtype(), display);
    int[] argb = new int[plane.width() * plane.height()];
    for (int y = 0; y < plane.height(); y++) {
      int row = y * plane.width();
      mapper.map(plane.values(), row, voxels, 0, plane.width(), argb, row);
    }
    return argb;
  }
}
