package io.cellar.slice;

import io.cellar.slice.FramePlan.LevelFrame;
import io.cellar.slice.draw.Area;
import io.cellar.slice.draw.FrameStyle;
import io.cellar.slice.draw.PixelRuns;
import io.cellar.slice.draw.SliceRaster;
import io.cellar.slice.draw.VoxelDrawing;
import io.cellar.slice.geometry.SlicePlane;
import io.cellar.slice.geometry.SliceView;
import io.cellar.slice.geometry.VisibleBlocks;
import io.cellar.volume.Block;
import io.cellar.volume.BlockState;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The making of one picture out of the planes that are held. Where a block of the chosen level is
 * not there, coarser levels show their voxels; where there is nothing of those either, its state is
 * drawn. Used once, by one thread.
 */
final class SliceFrame {
  private final FramePlan plan;
  private final LevelFrame chosen;
  private final FrameStyle style;
  private final CoarseLayers coarser;
  private final PixelRuns h;
  private final PixelRuns v;
  private final PixelPool pool;
  private final SliceRaster raster;
  private final VoxelDrawing drawing;
  private int shown;
  private int failed;
  private boolean loading;
  private boolean downloading;
  private boolean bare;

  /**
   * @param pool where the pixels come from, and go to when the frame is given up
   */
  SliceFrame(FramePlan plan, FrameStyle style, PixelPool pool) {
    this.plan = plan;
    this.chosen = plan.chosen();
    this.style = style;
    this.pool = pool;
    SliceView view = plan.view();
    int[] argb = pool.take(Math.multiplyExact(view.width(), view.height()));
    this.raster = new SliceRaster(view, argb, style);
    this.drawing = new VoxelDrawing(chosen.geometry(), chosen::find, raster);
    this.h = drawing.h();
    this.v = drawing.v();
    this.coarser = new CoarseLayers(plan.coarser(), raster);
  }

  /** Paints all blocks; empty when cancelled. */
  Optional<SlicePicture> paint(int levels, BooleanSupplier cancelled) {
    boolean inside = chosen.geometry().inside();
    Area volume = new Area(h.first(), h.end(), v.first(), v.end());
    raster.around(inside ? volume : Area.EMPTY);
    for (int runV = 0; runV < v.count() && inside; runV++) {
      if (cancelled.getAsBoolean()) {
        pool.give(raster.argb());
        return Optional.empty();
      }
      for (int runH = 0; runH < h.count(); runH++) {
        block(runH, runV);
      }
    }
    VisibleBlocks visible = chosen.visible();
    return Optional.of(
        new SlicePicture(
            plan.view(),
            raster.argb(),
            chosen.level().shown(plan.view(), levels),
            (int) Math.min(visible.count(), Integer.MAX_VALUE),
            shown,
            failed,
            loading,
            downloading,
            chosen.over(),
            visible.bytes()));
  }

  /** True when states are seen in the picture: patterns, or outlines in their colours. */
  boolean showsStates() {
    return bare && style.moves() || style.showBlocks();
  }

  private void block(int runH, int runV) {
    long index = chosen.geometry().index(h.block(runH), v.block(runV));
    Block cell = chosen.cell(h.block(runH), v.block(runV));
    if (cell != null) {
      drawing.draw(runH, runV, cell);
      drawn(runH, runV, index);
      return;
    }
    Optional<SlicePlane> plane = chosen.atHand(h.block(runH), v.block(runV));
    BlockState state = BlockState.AVAILABLE;
    boolean pending = false;
    if (plane.isEmpty()) {
      state = chosen.level().cells().state(index);
      pending = chosen.level().cells().isPending(index);
      // What has come between the two looks is drawn, not told to be missing for good.
      plane = pending ? plane : chosen.atHand(h.block(runH), v.block(runV));
    }
    if (plane.isPresent()) {
      drawing.draw(runH, runV, drawing.area(runH, runV), plane.get());
      drawn(runH, runV, index);
      return;
    }
    Area area = drawing.area(runH, runV);
    missing(area, state, pending);
    if (style.showBlocks()) {
      raster.outline(area, state);
    }
  }

  private void drawn(int runH, int runV, long index) {
    shown++;
    if (style.showBlocks()) {
      raster.outline(drawing.area(runH, runV), shown(index));
    }
  }

  /** What a block is whose voxels are drawn, whatever is becoming of it meanwhile. */
  private BlockState shown(long index) {
    return chosen.level().cells().state(index) instanceof BlockState.Empty
        ? BlockState.EMPTY
        : BlockState.AVAILABLE;
  }

  private void missing(Area area, BlockState state, boolean pending) {
    int complete = coarser.complete(area);
    boolean seen = complete == coarser.count();
    note(state, pending, seen);
    if (seen) {
      raster.pattern(area, state);
    }
    coarser.draw(complete, area);
    if (!seen && state instanceof BlockState.Failed) {
      // What failed is told from what is only late, also where coarser voxels stand in.
      raster.outline(area, state);
    }
  }

  /**
   * @param pending whether it is still on its way whatever its state, such as between two tries
   */
  private void note(BlockState state, boolean pending, boolean seen) {
    bare |= seen;
    loading |= pending;
    switch (state) {
      case BlockState.Failed failure -> failed++;
      case BlockState.Downloading(double fraction) -> {
        downloading |= seen && style.moves();
        loading = true;
      }
      case BlockState.Queued(boolean elsewhere) -> loading = true;
      case BlockState.Available(),
          BlockState.Empty(),
          BlockState.NotCached(),
          BlockState.Absent() -> {}
    }
  }
}
