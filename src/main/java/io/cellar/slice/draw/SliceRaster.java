package io.cellar.slice.draw;

import io.cellar.slice.geometry.SlicePlane;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.BlockState;
import java.util.Arrays;

/** The pixels of one picture while it is made. */
public final class SliceRaster {
  private static final int SMALLEST_OUTLINED = 8;

  /** An empty block's outline is dotted: one pixel in so many. */
  private static final int DOTS = 4;

  private final SliceView view;
  private final int[] argb;
  private final FrameStyle style;
  private final int anchorX;
  private final int anchorY;

  /**
   * @param argb as many pixels as the view has; all of them must be drawn
   */
  public SliceRaster(SliceView view, int[] argb, FrameStyle style) {
    this.view = view;
    this.argb = argb;
    this.style = style;
    // Patterns move with the volume, so that panning does not make blocks slide over them.
    this.anchorX = (int) (long) Math.floor(view.pixelH(0));
    this.anchorY = (int) (long) Math.floor(view.pixelV(0));
  }

  FrameStyle style() {
    return style;
  }

  public int[] argb() {
    return argb;
  }

  /** Pixels in a row. */
  int width() {
    return view.width();
  }

  /**
   * Draws voxels of a block.
   *
   * @param area the pixels to draw, all of which show the block
   * @param h which voxel of the block each column shows
   * @param v which voxel of the block each row shows
   */
  void plane(Area area, int[] h, int[] v, SlicePlane plane) {
    plane(
        area.x0(),
        area.x1(),
        h,
        area.y0(),
        area.y1(),
        v,
        plane.values(),
        plane.offset(),
        plane.width());
  }

  /**
   * Draws the voxels of a block that a run of columns and one of rows show.
   *
   * @param values array that holds the block's plane
   * @param offset of the plane's first voxel in it
   * @param rowLength voxels in a row of the plane
   */
  void plane(
      PixelRuns h, int runH, PixelRuns v, int runV, Object values, int offset, int rowLength) {
    plane(
        h.from(runH),
        h.to(runH),
        h.voxels(),
        v.from(runV),
        v.to(runV),
        v.voxels(),
        values,
        offset,
        rowLength);
  }

  private void plane(
      int from,
      int to,
      int[] h,
      int top,
      int bottom,
      int[] v,
      Object values,
      int offset,
      int rowLength) {
    int width = view.width();
    int drawn = -1;
    for (int y = top; y < bottom; y++) {
      int row = v[y];
      if (row == drawn) {
        System.arraycopy(argb, (y - 1) * width + from, argb, y * width + from, to - from);
      } else {
        style.mapper().map(values, offset + row * rowLength, h, from, to, argb, y * width);
        drawn = row;
      }
    }
  }

  /** Fills everything but an area, which may be empty, with the colour beyond the volume. */
  public void around(Area area) {
    int colour = style.outside();
    int width = view.width();
    Arrays.fill(argb, 0, area.y0() * width, colour);
    for (int y = area.y0(); y < area.y1(); y++) {
      Arrays.fill(argb, y * width, y * width + area.x0(), colour);
      Arrays.fill(argb, y * width + area.x1(), (y + 1) * width, colour);
    }
    Arrays.fill(argb, area.y1() * width, argb.length, colour);
  }

  /** Fills the area of a block that has no voxels to show with the pattern of its state. */
  public void pattern(Area area, BlockState state) {
    Pattern pattern = style.pattern(state);
    int width = view.width();
    for (int y = area.y0(); y < area.y1(); y++) {
      if (pattern.size() == 1) {
        Arrays.fill(argb, y * width + area.x0(), y * width + area.x1(), pattern.argb()[0]);
        continue;
      }
      for (int x = area.x0(); x < area.x1(); x++) {
        argb[y * width + x] = pattern.at(x - anchorX, y - anchorY);
      }
    }
  }

  /**
   * Draws a line along the inner edges of a block's area, in its state's colour; a dotted one when
   * the block is empty in the source.
   */
  public void outline(Area area, BlockState state) {
    int x0 = area.x0();
    int x1 = area.x1() - 1;
    int y0 = area.y0();
    int y1 = area.y1() - 1;
    if (x1 - x0 < SMALLEST_OUTLINED || y1 - y0 < SMALLEST_OUTLINED) {
      return;
    }
    int colour = outlineColour(state);
    int step = state instanceof BlockState.Empty ? DOTS : 1;
    // An edge that the picture cuts off is not the block's.
    for (int x = x0; x <= x1; x += step) {
      blend(x, y0, colour, y0 > 0);
      blend(x, y1, colour, y1 < view.height() - 1);
    }
    for (int y = y0 + 1; y < y1; y += step) {
      blend(x0, y, colour, x0 > 0);
      blend(x1, y, colour, x1 < view.width() - 1);
    }
  }

  private void blend(int x, int y, int colour, boolean wanted) {
    if (wanted) {
      int at = y * view.width() + x;
      argb[at] = Pattern.mix(argb[at], colour, 0.7);
    }
  }

  private static int outlineColour(BlockState state) {
    return switch (state) {
      case BlockState.Available() -> 0xff3fa66b;
      case BlockState.Queued(boolean elsewhere) -> 0xffd0a23c;
      case BlockState.Downloading(double fraction) -> 0xff3f86e0;
      case BlockState.NotCached() -> 0xff8a9099;
      case BlockState.Absent() -> 0xff6d82b5;
      case BlockState.Empty() -> 0xff9a8cc4;
      case BlockState.Failed failure -> 0xffd9534a;
    };
  }
}
