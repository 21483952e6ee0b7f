package io.cellar.ui.pane;

import io.cellar.store.Coverage.State;
import io.cellar.ui.navigation.LevelBlocks;
import io.cellar.volume.Axis;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.Paint;

/**
 * Draws over the blocks of a slice whether they are cached, at the level that is shown; equal
 * neighbours as one bar. Those that are empty in the source are hatched, for what is seen of them
 * is no picture.
 */
final class CoverageDrawing {
  /** Blocks below this many logical pixels are not told apart; the overview shows them. */
  private static final double LEAST = 4;

  private static final Color AVAILABLE = Color.web("#2ec4b6", 0.17);
  private static final Color ABSENT = Color.web("#8b949e", 0.35);
  private static final Color FAILED = Color.web("#f85149", 0.4);
  private static final Paint EMPTY = hatched(Color.web("#a58fe0", 0.1), Color.web("#a58fe0", 0.4));

  /** Logical pixels from one line of a hatching to the next. */
  private static final int HATCH = 12;

  private final GraphicsContext g;
  private final PaneScene scene;
  private final LevelBlocks blocks;
  private final Axis h;
  private final Axis v;
  private final long[] voxel;

  private CoverageDrawing(GraphicsContext g, PaneScene scene, LevelBlocks blocks) {
    this.g = g;
    this.scene = scene;
    this.blocks = blocks;
    this.h = scene.plane().horizontal();
    this.v = scene.plane().vertical();
    this.voxel = blocks.stored(scene.state().axes(), scene.state().position());
  }

  static void draw(GraphicsContext g, PaneScene scene, LevelBlocks blocks) {
    new CoverageDrawing(g, scene, blocks).draw();
  }

  private void draw() {
    double wide = blocks.blockSize(h) * scene.view().zoomH() / scene.scale();
    double high = blocks.blockSize(v) * scene.view().zoomV() / scene.scale();
    if (wide < LEAST || high < LEAST) {
      return;
    }
    Span across = span(h, scene.view().coordinateH(-0.5), scene.view().width());
    Span down = span(v, scene.view().coordinateV(-0.5), scene.view().height());
    boolean inOrder = blocks.indexOf(h) == voxel.length - 1 && across.first <= across.last;
    for (long y = down.first; y <= down.last; y = blocks.nextBlock(v, y)) {
      voxel[blocks.indexOf(v)] = y;
      double top = scene.y(edge(v, y));
      double bottom = scene.y(edge(v, blocks.nextBlock(v, y)));
      if (inOrder) {
        rowInOrder(across, top, bottom);
      } else {
        row(across, top, bottom);
      }
    }
  }

  /** A row of blocks whose numbers follow each other. */
  private void rowInOrder(Span across, double top, double bottom) {
    voxel[voxel.length - 1] = across.first;
    long first = blocks.index(voxel);
    voxel[voxel.length - 1] = across.last;
    long end = blocks.index(voxel) + 1;
    long size = blocks.nextBlock(h, across.first) - across.first;
    for (long index = first; index < end; ) {
      long next = blocks.stateEnds(index, end);
      long from = across.first + (index - first) * size;
      bar(blocks.state(index), from, across.first + (next - first) * size, top, bottom);
      index = next;
    }
  }

  private void row(Span across, double top, double bottom) {
    long runStart = across.first;
    State run = State.UNKNOWN;
    long x = across.first;
    for (; x <= across.last; x = blocks.nextBlock(h, x)) {
      voxel[blocks.indexOf(h)] = x;
      State state = blocks.state(voxel);
      if (state != run) {
        bar(run, runStart, x, top, bottom);
        run = state;
        runStart = x;
      }
    }
    bar(run, runStart, x, top, bottom);
  }

  private void bar(State state, long from, long to, double top, double bottom) {
    Paint color =
        switch (state) {
          case UNKNOWN -> null;
          case AVAILABLE -> AVAILABLE;
          case ABSENT -> ABSENT;
          case FAILED -> FAILED;
          case EMPTY -> EMPTY;
        };
    if (color != null && to > from) {
      g.setFill(color);
      double left = scene.x(edge(h, from));
      g.fillRect(left, top, scene.x(edge(h, to)) - left, bottom - top);
    }
  }

  /** Thin lines from the lower left to the upper right, far from each other. */
  private static Paint hatched(Color ground, Color line) {
    WritableImage tile = new WritableImage(HATCH, HATCH);
    for (int y = 0; y < HATCH; y++) {
      for (int x = 0; x < HATCH; x++) {
        tile.getPixelWriter().setColor(x, y, (x + y) % HATCH == 0 ? line : ground);
      }
    }
    return new ImagePattern(tile, 0, 0, HATCH, HATCH, false);
  }

  /** The finest level's coordinate of a block's edge, not beyond the volume. */
  private double edge(Axis axis, long stored) {
    return Math.clamp(blocks.finest(axis, stored), 0, scene.state().size(axis));
  }

  /** Stored coordinates of the first and in the last block of an axis that the pane touches. */
  private record Span(long first, long last) {}

  private Span span(Axis axis, double edge, int pixels) {
    long size = scene.state().size(axis);
    long from = Math.clamp((long) Math.floor(edge), 0, size);
    long to = Math.clamp((long) Math.ceil(edge + pixels / scene.state().zoom(axis)), from, size);
    return to == from
        ? new Span(0, -1)
        : new Span(blocks.blockStart(axis, blocks.stored(axis, from)), blocks.stored(axis, to - 1));
  }
}
