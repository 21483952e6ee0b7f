package io.cellar.slice.draw;

import io.cellar.slice.geometry.SliceGeometry;
import io.cellar.slice.geometry.SlicePlane;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Block;
import java.util.Optional;

/**
 * Draws the voxels of one level into a picture: as rectangles, or with what lies between them. One
 * frame long.
 */
public final class VoxelDrawing {
  private final SliceGeometry geometry;
  private final Planes planes;
  private final SliceRaster raster;
  private final PixelRuns h;
  private final PixelRuns v;

  /** Empty: voxels are no larger than pixels, or what is between them is not wanted. */
  private final Optional<Smooth> smooth;

  private record Smooth(Smoothing drawing, VoxelWeights h, VoxelWeights v) {}

  /** The planes of the level that are in memory. */
  @FunctionalInterface
  public interface Planes {
    /** The plane of a block in the grid. */
    Optional<SlicePlane> at(long blockH, long blockV);
  }

  /**
   * @param geometry where the picture cuts through the level
   * @param planes of the blocks around those that are drawn
   */
  public VoxelDrawing(SliceGeometry geometry, Planes planes, SliceRaster raster) {
    this.geometry = geometry;
    this.planes = planes;
    this.raster = raster;
    SliceView view = geometry.view();
    this.h = new PixelRuns(geometry.spanH(), view::coordinateH, view.width());
    this.v = new PixelRuns(geometry.spanV(), view::coordinateV, view.height());
    this.smooth =
        raster.style().smoothing().map(this::smooth).filter(s -> s.h.between() || s.v.between());
  }

  private Smooth smooth(Smoothing drawing) {
    SliceView view = geometry.view();
    return new Smooth(
        drawing,
        new VoxelWeights(h, geometry.spanH(), view::coordinateH, geometry.zoomH()),
        new VoxelWeights(v, geometry.spanV(), view::coordinateV, geometry.zoomV()));
  }

  /** Which voxel of the level each column shows. */
  public PixelRuns h() {
    return h;
  }

  /** Which voxel of the level each row shows. */
  public PixelRuns v() {
    return v;
  }

  /** Where a block is seen. */
  public Area area(int runH, int runV) {
    return new Area(h.from(runH), h.to(runH), v.from(runV), v.to(runV));
  }

  /**
   * Draws all voxels of a block that are seen. Hundreds of times a frame: nothing is made for it.
   *
   * @param cell the block, in which its plane lies in one piece
   */
  public void draw(int runH, int runV, Block cell) {
    if (smooth.isEmpty()) {
      int width = geometry.spanH().size(h.block(runH));
      raster.plane(h, runH, v, runV, cell.values(), offset(runH, runV), width);
    } else {
      draw(runH, runV, area(runH, runV), geometry.piece(h.block(runH), v.block(runV), cell));
    }
  }

  private int offset(int runH, int runV) {
    return geometry.offset(h.block(runH), v.block(runV));
  }

  /**
   * Draws voxels of a block.
   *
   * @param area the pixels to draw, all of which show the block
   * @param plane of that block
   */
  public void draw(int runH, int runV, Area area, SlicePlane plane) {
    if (smooth.isEmpty()) {
      raster.plane(area, h.voxels(), v.voxels(), plane);
      return;
    }
    Smoothing.Planes around =
        (dh, dv) ->
            dh == 0 && dv == 0 ? Optional.of(plane) : found(h.block(runH) + dh, v.block(runV) + dv);
    Smooth how = smooth.get();
    how.drawing.draw(area, how.h, how.v, around, raster);
  }

  private Optional<SlicePlane> found(long blockH, long blockV) {
    return geometry.spanH().holds(blockH) && geometry.spanV().holds(blockV)
        ? planes.at(blockH, blockV)
        : Optional.empty();
  }
}
