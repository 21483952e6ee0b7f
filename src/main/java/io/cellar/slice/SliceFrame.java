package io.cellar.slice;

import io.cellar.cell.VolatileCells;
import io.cellar.volume.BlockState;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The making of one picture out of the planes that are held. Used once, by one thread. */
final class SliceFrame {
  private final Scene scene;
  private final VolatileCells cells;
  private final SlicePlanes planes;
  private final PixelMapper mapper;
  private final StatePatterns patterns;
  private final boolean showBlocks;
  private final double seconds;
  private final PixelRuns h;
  private final PixelRuns v;
  private final SliceRaster raster;
  private int shown;
  private int failed;
  private boolean loading;
  private boolean downloading;
  private Pattern shimmer;

  SliceFrame(
      Scene scene,
      VolatileCells cells,
      SlicePlanes planes,
      PixelMapper mapper,
      StatePatterns patterns,
      boolean showBlocks,
      double seconds) {
    this.scene = scene;
    this.cells = cells;
    this.planes = planes;
    this.mapper = mapper;
    this.patterns = patterns;
    this.showBlocks = showBlocks;
    this.seconds = seconds;
    SliceGeometry geometry = scene.geometry();
    SliceView view = geometry.view();
    this.h = new PixelRuns(geometry.spanH(), view::coordinateH, view.width());
    this.v = new PixelRuns(geometry.spanV(), view::coordinateV, view.height());
    this.raster = new SliceRaster(view, h, v, patterns.outside());
  }

  /** Paints all blocks; empty when cancelled. */
  Optional<SlicePicture> paint(BooleanSupplier cancelled) {
    for (int runV = 0; runV < v.count() && scene.geometry().inside(); runV++) {
      if (cancelled.getAsBoolean()) {
        return Optional.empty();
      }
      for (int runH = 0; runH < h.count(); runH++) {
        block(runH, runV);
      }
    }
    VisibleBlocks visible = scene.visible();
    return Optional.of(
        new SlicePicture(
            scene.geometry().view(),
            raster.argb(),
            (int) Math.min(visible.count(), Integer.MAX_VALUE),
            shown,
            failed,
            loading,
            downloading,
            scene.over(),
            visible.bytes()));
  }

  private void block(int runH, int runV) {
    PlaneKey key = scene.geometry().key(h.block(runH), v.block(runV));
    Optional<SlicePlane> plane = planes.peek(key);
    BlockState state = BlockState.AVAILABLE;
    if (plane.isPresent()) {
      raster.plane(runH, runV, plane.get(), mapper);
      shown++;
    } else {
      state = cells.state(key.block());
      note(state, key.block());
      raster.pattern(runH, runV, pattern(state));
    }
    if (showBlocks) {
      raster.outline(runH, runV, state);
    }
  }

  private void note(BlockState state, long index) {
    switch (state) {
      case BlockState.Failed failure -> failed++;
      case BlockState.Downloading(double fraction) -> {
        downloading = true;
        loading = true;
      }
      case BlockState.Queued(boolean elsewhere) -> loading = true;
      case BlockState.Available() -> loading |= cells.isPending(index);
      case BlockState.NotCached(), BlockState.Absent() -> {}
    }
  }

  private Pattern pattern(BlockState state) {
    if (!(state instanceof BlockState.Downloading)) {
      return patterns.of(state);
    }
    if (shimmer == null) {
      shimmer = patterns.shimmer(seconds);
    }
    return shimmer;
  }
}
