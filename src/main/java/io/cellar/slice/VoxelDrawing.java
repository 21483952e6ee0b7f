package io.cellar.slice;

import io.cellar.slice.FramePlan.LevelFrame;
import java.util.Optional;

/**
 * Draws the voxels of one level into a picture: as rectangles, or with what lies between them. One
 * frame long.
 */
final class VoxelDrawing {
  private final LevelFrame frame;
  private final PixelRuns h;
  private final PixelRuns v;
  private final SliceRaster raster;
  private final FrameStyle style;

  /** Empty: voxels are no larger than pixels, or what is between them is not wanted. */
  private final Optional<Smooth> smooth;

  private record Smooth(Smoothing drawing, VoxelWeights h, VoxelWeights v) {}

  /**
   * @param h which voxel of the level each column shows
   * @param v which voxel of the level each row shows
   */
  VoxelDrawing(LevelFrame frame, PixelRuns h, PixelRuns v, SliceRaster raster, FrameStyle style) {
    this.frame = frame;
    this.h = h;
    this.v = v;
    this.raster = raster;
    this.style = style;
    this.smooth = style.smoothing().map(this::smooth).filter(s -> s.h.between() || s.v.between());
  }

  private Smooth smooth(Smoothing drawing) {
    SliceGeometry geometry = frame.geometry();
    SliceView view = geometry.view();
    LevelShape shape = frame.level().shape();
    double zoomH = view.zoomH() * shape.toFinest(view.horizontal()).scale();
    double zoomV = view.zoomV() * shape.toFinest(view.vertical()).scale();
    return new Smooth(
        drawing,
        new VoxelWeights(h, geometry.spanH(), view::coordinateH, zoomH),
        new VoxelWeights(v, geometry.spanV(), view::coordinateV, zoomV));
  }

  /**
   * Draws voxels of a block.
   *
   * @param area the pixels to draw, all of which show the block
   * @param plane of that block
   */
  void draw(int runH, int runV, Area area, SlicePlane plane) {
    if (smooth.isEmpty()) {
      raster.plane(area, h.voxels(), v.voxels(), plane, style.mapper());
      return;
    }
    Smoothing.Planes planes =
        (dh, dv) ->
            dh == 0 && dv == 0 ? Optional.of(plane) : found(h.block(runH) + dh, v.block(runV) + dv);
    Smooth how = smooth.get();
    how.drawing.draw(area, how.h, how.v, planes, raster);
  }

  private Optional<SlicePlane> found(long blockH, long blockV) {
    SliceGeometry geometry = frame.geometry();
    return geometry.spanH().holds(blockH) && geometry.spanV().holds(blockV)
        ? frame.level().find(frame, blockH, blockV)
        : Optional.empty();
  }
}
