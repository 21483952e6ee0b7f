package io.cellar.slice;

import io.cellar.cell.VolatileCells;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One level of a pane: its cells, how it lies over the finest, and its share of the planes. */
final class RenderLevel {
  private final VolatileCells cells;
  private final LevelShape shape;
  private final SlicePlanes planes;
  private final PlaneLoader loader;
  private final Prefetcher foresight;

  RenderLevel(
      VolatileCells cells, LevelShape shape, SlicePlanes planes, Supplier<ReadAhead> readAhead) {
    this.cells = cells;
    this.shape = shape;
    this.planes = planes;
    this.loader = new PlaneLoader(cells, planes);
    this.foresight = new Prefetcher(cells, shape, readAhead);
  }

  VolatileCells cells() {
    return cells;
  }

  LevelShape shape() {
    return shape;
  }

  PlaneLoader loader() {
    return loader;
  }

  Prefetcher foresight() {
    return foresight;
  }

  /** What a view shows of the level. */
  LevelFrame scene(SliceView view, FetchLimit limit) {
    SliceGeometry geometry = new SliceGeometry(shape, view);
    VisibleBlocks visible = new VisibleBlocks(geometry, shape.geometry().dtype());
    boolean over =
        !limit.allows(visible.count(), visible.bytes()) || visible.planeBytes() > planes.maxBytes();
    return new LevelFrame(this, geometry, visible, limit, over);
  }

  /** The planes of a scene's blocks that are held, the middle of the view first. */
  List<SlicePlane> planesOf(LevelFrame scene) {
    SliceView view = scene.geometry().view();
    return scene.visible().nearest(view.centerH(), view.centerV(), PlaneLoader.MOST_LISTED).stream()
        .map(block -> planes.peek(scene.geometry().key(block.blockH(), block.blockV())))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A plane that is held already. */
  Optional<SlicePlane> held(PlaneKey key) {
    return planes.peek(key);
  }

  /** A voxel's bits out of the plane of its block in a scene, if that shows it. */
  Optional<Object> planeValue(LevelFrame scene, long[] voxel, long block) {
    return scene.geometry().voxel(voxel, block, planes);
  }

  /** A block is not to be believed any more. */
  void drop(long block) {
    planes.drop(shape.number(), block);
  }
}
