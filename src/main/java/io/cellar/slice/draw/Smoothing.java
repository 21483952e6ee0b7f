package io.cellar.slice.draw;

import io.cellar.slice.geometry.SlicePlane;
import java.util.Arrays;
import java.util.Optional;

/**
 * Draws voxels with what lies linearly between them, in brightness: what is outside the display
 * range is cut off before. At the edge of a block the voxels of the next one are taken, if they are
 * there. A voxel that is not a number is drawn as it is. Belongs to one thread.
 */
final class Smoothing {
  private static final int HALF = VoxelWeights.ONE / 2;

  /** Half of what one step of brightness is after being weighed twice. */
  private static final int ROUND = HALF * VoxelWeights.ONE;

  private final PixelMapper brightness;
  private final int[] colours;
  private final int[] one = new int[1];
  private int[] counting = new int[1];

  /**
   * @param brightness maps voxels to 0 to 255, or to something negative
   * @param colours of these 256
   */
  Smoothing(PixelMapper brightness, int[] colours) {
    this.brightness = brightness;
    this.colours = colours;
  }

  /** A block's plane and those around it. */
  @FunctionalInterface
  interface Planes {
    /**
     * A plane if it is held.
     *
     * @param dh blocks to the right of the middle one, -1 to 1
     * @param dv blocks below the middle one, -1 to 1
     */
    Optional<SlicePlane> at(int dh, int dv);
  }

  /** Planes that are looked for once. */
  private static final class Known {
    private final Planes planes;
    private final SlicePlane[] found = new SlicePlane[9];
    private int asked;

    Known(Planes planes) {
      this.planes = planes;
    }

    Optional<SlicePlane> at(int dh, int dv) {
      int n = 3 * (dv + 1) + dh + 1;
      if ((asked & 1 << n) == 0) {
        asked |= 1 << n;
        found[n] = planes.at(dh, dv).orElse(null);
      }
      return Optional.ofNullable(found[n]);
    }
  }

  /**
   * Draws a part of the middle block.
   *
   * @param area the pixels to draw, all of which show that block
   */
  void draw(Area area, VoxelWeights h, VoxelWeights v, Planes planes, SliceRaster raster) {
    if (area.pixels() == 0) {
      return;
    }
    int left = h.first(area.x0());
    int top = v.first(area.y0());
    int columns = h.first(area.x1() - 1) - left + 2;
    int rows = v.first(area.y1() - 1) - top + 2;
    int[] patch = patch(new Known(planes), left, columns, top, rows);
    int[] line = new int[columns];
    int[] argb = raster.argb();
    for (int y = area.y0(); y < area.y1(); y++) {
      int row = y * raster.width();
      int upper = (v.first(y) - top) * columns;
      mix(patch, upper, upper + columns, v.second(y), line);
      for (int x = area.x0(); x < area.x1(); x++) {
        int at = h.first(x) - left;
        int mixed = mix(line[at], line[at + 1], h.second(x));
        argb[row + x] = mixed < 0 ? ColorMap.NAN : colours[(mixed + ROUND) >> 16];
      }
    }
  }

  private static void mix(int[] patch, int upper, int lower, int second, int[] line) {
    for (int x = 0; x < line.length; x++) {
      line[x] = mix(patch[upper + x], patch[lower + x], second);
    }
  }

  /** Weighs two values; the nearer one when one of them is none. */
  private static int mix(int a, int b, int second) {
    if ((a | b) < 0) {
      int nearer = second < HALF ? a : b;
      return nearer < 0 ? -1 : nearer * VoxelWeights.ONE;
    }
    return a * (VoxelWeights.ONE - second) + b * second;
  }

  /** Brightness of a rectangle of voxels, which may reach one voxel into the blocks around. */
  private int[] patch(Known planes, int left, int columns, int top, int rows) {
    SlicePlane middle = planes.at(0, 0).orElseThrow();
    if (counting.length < columns) {
      counting = new int[columns];
      Arrays.setAll(counting, i -> i);
    }
    int[] patch = new int[columns * rows];
    int inLeft = Math.max(left, 0);
    int inRight = Math.min(left + columns, middle.width());
    int inTop = Math.max(top, 0);
    int inBottom = Math.min(top + rows, middle.height());
    for (int y = inTop; y < inBottom; y++) {
      int from = (y - top) * columns + inLeft - left;
      int base = middle.row(y) + inLeft;
      brightness.map(middle.values(), base, counting, 0, inRight - inLeft, patch, from);
    }
    for (int y = top; y < top + rows; y++) {
      boolean inside = y >= inTop && y < inBottom;
      for (int x = left; x < left + columns; x++) {
        if (!inside || x < inLeft || x >= inRight) {
          patch[(y - top) * columns + x - left] = around(planes, middle, x, y);
        }
      }
    }
    return patch;
  }

  /** A voxel outside the middle block; that block's nearest when there is none. */
  private int around(Known planes, SlicePlane middle, int x, int y) {
    int dh = x < 0 ? -1 : x < middle.width() ? 0 : 1;
    int dv = y < 0 ? -1 : y < middle.height() ? 0 : 1;
    int nearX = Math.clamp(x, 0, middle.width() - 1);
    int nearY = Math.clamp(y, 0, middle.height() - 1);
    Optional<SlicePlane> there = planes.at(dh, dv);
    if (there.isEmpty()) {
      return value(middle, nearX, nearY);
    }
    SlicePlane plane = there.get();
    int theirX = dh == 0 ? nearX : dh < 0 ? plane.width() - 1 : 0;
    int theirY = dv == 0 ? nearY : dv < 0 ? plane.height() - 1 : 0;
    return value(plane, theirX, theirY);
  }

  private int value(SlicePlane plane, int x, int y) {
    brightness.map(plane.values(), plane.row(y) + x, counting, 0, 1, one, 0);
    return one[0];
  }
}
