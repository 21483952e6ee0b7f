package io.cellar.ui.pane;

import io.cellar.store.Coverage;
import io.cellar.store.Coverage.State;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.LocalFileset;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Draws over the blocks of a slice whether they are cached; equal neighbours as one bar. */
final class CoverageDrawing {
  /** Blocks below this many logical pixels are not told apart; the overview shows them. */
  private static final double LEAST = 4;

  private static final Color AVAILABLE = Color.web("#2ec4b6", 0.25);
  private static final Color ABSENT = Color.web("#8b949e", 0.35);
  private static final Color FAILED = Color.web("#f85149", 0.4);

  private final GraphicsContext g;
  private final PaneScene scene;
  private final Coverage coverage;
  private final BlockGrid grid;
  private final long[] origin;
  private final long[] blockShape;
  private final long[] voxel;
  private final int h;
  private final int v;

  private CoverageDrawing(GraphicsContext g, PaneScene scene, Coverage coverage) {
    LocalFileset local = scene.volume().local();
    Axes axes = local.axes();
    this.g = g;
    this.scene = scene;
    this.coverage = coverage;
    this.grid = local.grid();
    this.origin = local.viewOrigin();
    this.blockShape = local.blockShape();
    this.voxel = scene.state().position();
    this.h = axes.indexOf(scene.plane().horizontal());
    this.v = axes.indexOf(scene.plane().vertical());
    for (int d = 0; d < voxel.length; d++) {
      voxel[d] += origin[d];
    }
  }

  static void draw(GraphicsContext g, PaneScene scene, Coverage coverage) {
    new CoverageDrawing(g, scene, coverage).draw();
  }

  private void draw() {
    double perUnit = scene.state().zoom() / scene.scale();
    if (blockShape[h] * perUnit < LEAST || blockShape[v] * perUnit < LEAST) {
      return;
    }
    Span across = span(scene.plane().horizontal(), h, scene.view().coordinateH(-0.5), true);
    Span down = span(scene.plane().vertical(), v, scene.view().coordinateV(-0.5), false);
    for (long y = down.first; y < down.stop; y = next(y, v)) {
      voxel[v] = y;
      row(across, scene.y(y - origin[v]), scene.y(Math.min(next(y, v), down.end) - origin[v]));
    }
  }

  private void row(Span across, double top, double bottom) {
    long runStart = across.first;
    State run = State.UNKNOWN;
    for (long x = across.first; x < across.stop; x = next(x, h)) {
      voxel[h] = x;
      State state = coverage.get(grid.indexOf(voxel));
      if (state != run) {
        bar(run, runStart, x, top, bottom);
        run = state;
        runStart = x;
      }
    }
    bar(run, runStart, Math.min(across.end, across.stop), top, bottom);
  }

  private void bar(State state, long from, long to, double top, double bottom) {
    Color color =
        switch (state) {
          case UNKNOWN -> null;
          case AVAILABLE -> AVAILABLE;
          case ABSENT -> ABSENT;
          case FAILED -> FAILED;
        };
    if (color != null && to > from) {
      g.setFill(color);
      double left = scene.x(from - origin[h]);
      g.fillRect(left, top, scene.x(to - origin[h]) - left, bottom - top);
    }
  }

  private long next(long start, int d) {
    return start + blockShape[d];
  }

  /**
   * Stored coordinates of the blocks of an axis that a pane touches.
   *
   * @param first start of the first block
   * @param stop stop of the last block, not clipped
   * @param end where the view ends
   */
  private record Span(long first, long stop, long end) {}

  private Span span(Axis axis, int d, double edge, boolean across) {
    long size = scene.state().size(axis);
    int pixels = across ? scene.view().width() : scene.view().height();
    long from = Math.max(0, Math.min(size, (long) Math.floor(edge)));
    long to = Math.max(from, Math.min(size, (long) Math.ceil(edge + pixels / scene.view().zoom())));
    long first = (from + origin[d]) / blockShape[d] * blockShape[d];
    long stop = Math.ceilDiv(to + origin[d], blockShape[d]) * blockShape[d];
    return new Span(first, stop, size + origin[d]);
  }
}
