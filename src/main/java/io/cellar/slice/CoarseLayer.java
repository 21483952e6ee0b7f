package io.cellar.slice;

import java.util.Optional;

/**
 * The picture of one coarser level, drawn in parts where a finer one is missing. One frame long.
 */
final class CoarseLayer {
  private final LevelFrame scene;
  private final PixelRuns h;
  private final PixelRuns v;
  private final VoxelDrawing drawing;

  /** Planes as far as they were looked for, row by row; null for those that were not. */
  private final Optional<SlicePlane>[] planes;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  CoarseLayer(LevelFrame scene, SliceRaster raster, FrameStyle style) {
    this.scene = scene;
    SliceGeometry geometry = scene.geometry();
    SliceView view = geometry.view();
    h = new PixelRuns(geometry.spanH(), view::coordinateH, view.width());
    v = new PixelRuns(geometry.spanV(), view::coordinateV, view.height());
    drawing = new VoxelDrawing(scene, h, v, raster, style);
    planes = new Optional[Math.multiplyExact(h.count(), v.count())];
  }

  private Optional<SlicePlane> plane(int runH, int runV) {
    int at = runV * h.count() + runH;
    if (planes[at] == null) {
      planes[at] = scene.level().loader().find(scene, h.block(runH), v.block(runV));
    }
    return planes[at];
  }

  private interface Part {
    void of(int runH, int runV, Area part, SlicePlane plane);
  }

  private void parts(Area area, Part action) {
    for (int runV = v.firstAt(area.y0()); runV < v.count() && v.from(runV) < area.y1(); runV++) {
      for (int runH = h.firstAt(area.x0()); runH < h.count() && h.from(runH) < area.x1(); runH++) {
        Area part = Area.of(h, runH, v, runV).intersect(area);
        Optional<SlicePlane> plane = plane(runH, runV);
        if (plane.isPresent()) {
          action.of(runH, runV, part, plane.get());
        }
      }
    }
  }

  /** True when the voxels of all pixels of an area are in memory. */
  boolean covers(Area area) {
    long[] covered = new long[1];
    parts(area, (runH, runV, part, plane) -> covered[0] += part.pixels());
    return covered[0] == area.pixels();
  }

  /** Draws what is in memory. */
  void draw(Area area) {
    parts(area, drawing::draw);
  }
}
