package io.cellar.slice.geometry;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import java.util.List;

/**
 * How the voxels of a level lie over those of the finest one. Positions of panes are view
 * coordinates of the finest level in its axes order; a level may have its axes in another order.
 * The first and the last voxel of an axis also cover what the level does not reach. Immutable.
 */
public final class LevelShape {
  /** Widest voxel of a coarser level in device pixels: half an octave above one. */
  private static final double WIDEST = Math.sqrt(2);

  private final int number;
  private final ArrayGeometry array;
  private final ArrayGeometry finest;
  private final List<AxisMap> toFinest;

  /** Place of each of the level's axes among those of the finest level. */
  private final int[] inFinest;

  public LevelShape(int number, ArrayGeometry array, List<AxisMap> toFinest, ArrayGeometry finest) {
    this.number = number;
    this.array = array;
    this.finest = finest;
    this.toFinest = List.copyOf(toFinest);
    this.inFinest =
        array.axes().order().stream().mapToInt(axis -> finest.axes().indexOf(axis)).toArray();
  }

  /** The finest level itself. */
  public static LevelShape finest(ArrayGeometry array) {
    return new LevelShape(0, array, AxisMap.identity(array.rank()), array);
  }

  /** 0 for the finest. */
  public int number() {
    return number;
  }

  public ArrayGeometry geometry() {
    return array;
  }

  int rank() {
    return inFinest.length;
  }

  /** How the level lies along an axis. */
  public AxisMap toFinest(Axis axis) {
    return toFinest.get(array.axes().indexOf(axis));
  }

  /** The blocks along one of the level's axes. */
  BlockSpan span(int d) {
    return new BlockSpan(array, d, toFinest.get(d), finest.viewShape()[inFinest[d]]);
  }

  /** Coordinate of a finest position along one of the level's axes. */
  public long coordinate(long[] position, int d) {
    return position[inFinest[d]];
  }

  /** True when a finest position lies in the volume. */
  public boolean contains(long[] position) {
    return position.length == rank() && finest.view().contains(position);
  }

  /** The level's voxel that covers a finest position in the volume, in the level's axes order. */
  public long[] voxel(long[] position) {
    long[] voxel = new long[rank()];
    for (int d = 0; d < voxel.length; d++) {
      voxel[d] = span(d).voxelAt(coordinate(position, d));
    }
    return voxel;
  }

  /**
   * Chooses the level that a pane shows: the coarsest whose voxels are about one device pixel wide
   * or less along both of the pane's axes. Among levels that are alike along these, the finest. A
   * pure function of the view, so that a picture does not depend on what was shown before.
   *
   * @param levels the finest first
   * @return the number of the level
   */
  public static int choose(List<LevelShape> levels, SliceView view) {
    int chosen = 0;
    for (int n = 1; n < levels.size(); n++) {
      double acrossH = levels.get(n).toFinest(view.horizontal()).scale();
      double acrossV = levels.get(n).toFinest(view.vertical()).scale();
      boolean fine = Math.max(acrossH * view.zoomH(), acrossV * view.zoomV()) <= WIDEST;
      boolean coarser =
          acrossH > levels.get(chosen).toFinest(view.horizontal()).scale()
              || acrossV > levels.get(chosen).toFinest(view.vertical()).scale();
      if (fine && coarser) {
        chosen = n;
      }
    }
    return chosen;
  }
}
