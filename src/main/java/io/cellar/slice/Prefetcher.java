package io.cellar.slice;

import io.cellar.cell.VolatileCells;
import io.cellar.engine.Priority;
import io.cellar.slice.geometry.LevelShape;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Roi;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks for what a pane will probably show next of the level that it shows: blocks along the motion
 * of its view, then those around it, after everything that is visible. Used on the painter's
 * thread.
 */
final class Prefetcher {
  private final VolatileCells cells;
  private final LevelShape level;
  private final ArrayGeometry array;
  private final Supplier<ReadAhead> rules;
  private Optional<Roi> before = Optional.empty();

  Prefetcher(VolatileCells cells, LevelShape level, Supplier<ReadAhead> rules) {
    this.cells = cells;
    this.level = level;
    this.array = level.geometry();
    this.rules = rules;
  }

  /** A pane has come to a new view, and has asked for what is visible there. */
  void moved(SliceView view) {
    Roi visible = visible(view);
    for (ReadAhead.Wish wish :
        rules
            .get()
            .wishes(array.grid(), array.dtype().bytes(), array.storedView(), before, visible)) {
      cells.get(wish.index(), Priority.nearby(cells.level(), wish.distance()));
    }
    before = Optional.of(visible);
  }

  /** Another level is shown now: the next view has no motion. */
  void rest() {
    before = Optional.empty();
  }

  /** The stored voxels that a view shows, one thick across it; may reach beyond the volume. */
  private Roi visible(SliceView view) {
    long[] position = view.position();
    long[] start = new long[position.length];
    long[] stop = new long[position.length];
    for (int d = 0; d < start.length; d++) {
      Axis axis = array.axes().get(d);
      AxisMap map = level.toFinest(axis);
      if (axis == view.horizontal()) {
        start[d] = map.voxelAt(view.coordinateH(0));
        stop[d] = map.firstFrom(view.coordinateH(view.width()));
      } else if (axis == view.vertical()) {
        start[d] = map.voxelAt(view.coordinateV(0));
        stop[d] = map.firstFrom(view.coordinateV(view.height()));
      } else {
        start[d] = map.voxelAt(level.coordinate(position, d));
        stop[d] = start[d] + 1;
      }
    }
    return array.toStored(new Roi(start, stop));
  }
}
