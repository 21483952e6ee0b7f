package io.cellar.slice;

import io.cellar.volume.BlockState;
import java.util.Arrays;

/** The pixels of one picture while it is made. */
final class SliceRaster {
  private static final int SMALLEST_OUTLINED = 8;

  private final SliceView view;
  private final PixelRuns h;
  private final PixelRuns v;
  private final int[] argb;
  private final int anchorX;
  private final int anchorY;

  SliceRaster(SliceView view, PixelRuns h, PixelRuns v, int background) {
    this.view = view;
    this.h = h;
    this.v = v;
    this.argb = new int[Math.multiplyExact(view.width(), view.height())];
    Arrays.fill(argb, background);
    // Patterns move with the volume, so that panning does not make blocks slide over them.
    this.anchorX = (int) (long) Math.floor(view.pixelH(0));
    this.anchorY = (int) (long) Math.floor(view.pixelV(0));
  }

  int[] argb() {
    return argb;
  }

  /** Draws the voxels of the block at a pair of runs. */
  void plane(int runH, int runV, SlicePlane plane, PixelMapper mapper) {
    int width = view.width();
    int from = h.from(runH);
    int to = h.to(runH);
    int drawn = -1;
    for (int y = v.from(runV); y < v.to(runV); y++) {
      int row = v.voxels()[y];
      if (row == drawn) {
        System.arraycopy(argb, (y - 1) * width + from, argb, y * width + from, to - from);
      } else {
        mapper.map(plane.values(), row * plane.width(), h.voxels(), from, to, argb, y * width);
        drawn = row;
      }
    }
  }

  /** Fills the block at a pair of runs. */
  void pattern(int runH, int runV, Pattern pattern) {
    int width = view.width();
    for (int y = v.from(runV); y < v.to(runV); y++) {
      if (pattern.size() == 1) {
        Arrays.fill(argb, y * width + h.from(runH), y * width + h.to(runH), pattern.argb()[0]);
        continue;
      }
      for (int x = h.from(runH); x < h.to(runH); x++) {
        argb[y * width + x] = pattern.at(x - anchorX, y - anchorY);
      }
    }
  }

  /** Draws a line along the inner edges of the block at a pair of runs, in its state's colour. */
  void outline(int runH, int runV, BlockState state) {
    int x0 = h.from(runH);
    int x1 = h.to(runH) - 1;
    int y0 = v.from(runV);
    int y1 = v.to(runV) - 1;
    if (x1 - x0 < SMALLEST_OUTLINED || y1 - y0 < SMALLEST_OUTLINED) {
      return;
    }
    int colour = outlineColour(state);
    // An edge that the picture cuts off is not the block's.
    for (int x = x0; x <= x1; x++) {
      blend(x, y0, colour, y0 > 0);
      blend(x, y1, colour, y1 < view.height() - 1);
    }
    for (int y = y0 + 1; y < y1; y++) {
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
      case BlockState.Failed failure -> 0xffd9534a;
    };
  }
}
