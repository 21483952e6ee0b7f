package io.cellar.slice;

import io.cellar.slice.FramePlan.LevelFrame;
import io.cellar.slice.draw.Area;
import io.cellar.slice.draw.PixelRuns;
import io.cellar.slice.draw.SliceRaster;
import io.cellar.slice.draw.VoxelDrawing;
import io.cellar.slice.geometry.SlicePlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Coarser levels that stand in for blocks that are not there. Made for one frame. */
final class CoarseLayers {
  private final List<LevelFrame> frames;
  private final SliceRaster raster;
  private final List<Layer> layers = new ArrayList<>();

  /**
   * @param frames the finest of them first
   */
  CoarseLayers(List<LevelFrame> frames, SliceRaster raster) {
    this.frames = frames;
    this.raster = raster;
  }

  /** How many levels there are to choose from. */
  int count() {
    return frames.size();
  }

  /** Layers are made when first looked at: mostly nothing is missing. */
  private Layer layer(int n) {
    while (layers.size() <= n) {
      layers.add(new Layer(frames.get(layers.size()), raster));
    }
    return layers.get(n);
  }

  /** The finest layer that is complete in an area; {@link #count} when none is. */
  int complete(Area area) {
    int n = 0;
    while (n < count() && !layer(n).covers(area)) {
      n++;
    }
    return n;
  }

  /** Draws all layers up to one over each other, the finest on top. */
  void draw(int coarsest, Area area) {
    for (int n = Math.min(coarsest, count() - 1); n >= 0; n--) {
      layer(n).draw(area);
    }
  }

  /** The picture of one coarser level, drawn in parts where a finer one is missing. */
  private static final class Layer {
    private final LevelFrame frame;
    private final PixelRuns h;
    private final PixelRuns v;
    private final VoxelDrawing drawing;

    /** Planes as far as they were looked for, row by row; null for those that were not. */
    private final Optional<SlicePlane>[] planes;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    Layer(LevelFrame frame, SliceRaster raster) {
      this.frame = frame;
      drawing = new VoxelDrawing(frame.geometry(), frame::find, raster);
      h = drawing.h();
      v = drawing.v();
      planes = new Optional[Math.multiplyExact(h.count(), v.count())];
    }

    private Optional<SlicePlane> plane(int runH, int runV) {
      int at = runV * h.count() + runH;
      if (planes[at] == null) {
        planes[at] = frame.find(h.block(runH), v.block(runV));
      }
      return planes[at];
    }

    private interface Part {
      void of(int runH, int runV, Area part, SlicePlane plane);
    }

    private void parts(Area area, Part action) {
      for (int runV = v.firstAt(area.y0()); runV < v.count() && v.from(runV) < area.y1(); runV++) {
        for (int runH = h.firstAt(area.x0());
            runH < h.count() && h.from(runH) < area.x1();
            runH++) {
          Area part = drawing.area(runH, runV).intersect(area);
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
}
