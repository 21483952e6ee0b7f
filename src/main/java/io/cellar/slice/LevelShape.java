package io.cellar.slice;

import io.cellar.volume.Axis;
import io.cellar.volume.LocalFileset;
import java.util.Arrays;

/**
 * How the voxels of a level lie over those of the finest one. Positions of panes are view
 * coordinates of the finest level in its axes order; a level may have its axes in another order.
 * Voxel i of a level covers finest voxels {@code [i * d, (i + 1) * d)}; the last one also covers
 * what is left where the level's size was rounded down. Immutable.
 */
final class LevelShape {
  private final int number;
  private final LocalFileset local;
  private final LocalFileset finest;
  private final long[] downsampling;

  /** Place of each of the level's axes among those of the finest level. */
  private final int[] inFinest;

  LevelShape(int number, LocalFileset local, long[] downsampling, LocalFileset finest) {
    this.number = number;
    this.local = local;
    this.finest = finest;
    this.downsampling = downsampling.clone();
    this.inFinest =
        local.axes().order().stream().mapToInt(axis -> finest.axes().indexOf(axis)).toArray();
  }

  /** The finest level itself. */
  static LevelShape finest(LocalFileset local) {
    long[] ones = new long[local.axes().rank()];
    Arrays.fill(ones, 1);
    return new LevelShape(0, local, ones, local);
  }

  /** 0 for the finest. */
  int number() {
    return number;
  }

  LocalFileset local() {
    return local;
  }

  int rank() {
    return inFinest.length;
  }

  /** Finest voxels along the edge of a voxel. */
  long downsampling(Axis axis) {
    return downsampling[local.axes().indexOf(axis)];
  }

  /** The level as a picture of a view tells of it. */
  ShownLevel shown(SliceView view, int levels) {
    return new ShownLevel(
        number, levels, downsampling(view.horizontal()), downsampling(view.vertical()));
  }

  /** The blocks along one of the level's axes. */
  BlockSpan span(int d) {
    return new BlockSpan(local, d, downsampling[d], finest.viewShape()[inFinest[d]]);
  }

  /** Coordinate of a finest position along one of the level's axes. */
  long coordinate(long[] position, int d) {
    return position[inFinest[d]];
  }

  /** True when a finest position lies in the volume. */
  boolean contains(long[] position) {
    return position.length == rank() && finest.view().contains(position);
  }

  /** The level's voxel that covers a finest position in the volume, in the level's axes order. */
  long[] voxel(long[] position) {
    long[] voxel = new long[rank()];
    for (int d = 0; d < voxel.length; d++) {
      voxel[d] = span(d).voxelAt(coordinate(position, d));
    }
    return voxel;
  }
}
