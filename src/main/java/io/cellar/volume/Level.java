package io.cellar.volume;

import java.util.List;

/**
 * One level of a multi-level volume: a volume of its own, and how its voxels lie over those of the
 * finest level. The first and the last voxel of an axis also stand for what the level does not
 * reach of the finest one's view, such as where its size was rounded down.
 *
 * @param number 0 for the finest
 * @param volume the level's blocks, dtype and axes
 * @param toFinest from the level's view to the finest level's along each axis, in this level's axes
 *     order; no level is finer than the finest
 */
public record Level(int number, VolumeDescription volume, List<AxisMap> toFinest) {

  public Level {
    toFinest = List.copyOf(toFinest);
    if (toFinest.size() != volume.axes().rank()
        || toFinest.stream().anyMatch(map -> map.scale() < 1)) {
      throw new IllegalArgumentException(
          "level "
              + number
              + " lies over the finest by "
              + toFinest
              + ": expected a scale of at least 1 for each of the axes "
              + volume.axes());
    }
  }

  /** How the level lies along an axis. */
  public AxisMap toFinest(Axis axis) {
    return toFinest.get(volume.axes().indexOf(axis));
  }

  /**
   * The voxels of this level that cover a box: rounded outward, at least one voxel wide, inside the
   * level's view.
   *
   * @param finest the box in level 0's view coordinates, not empty
   * @param axes level 0's order of axes
   * @return in this level's view coordinates and its order of axes
   */
  public Roi covering(Roi finest, Axes axes) {
    long[] shape = geometry().viewShape();
    long[] start = new long[shape.length];
    long[] stop = new long[shape.length];
    for (int d = 0; d < shape.length; d++) {
      int f = axes.indexOf(volume.axes().get(d));
      AxisMap map = toFinest.get(d);
      start[d] = Math.clamp(map.voxelAt((double) finest.start(f)), 0, shape[d] - 1);
      stop[d] = Math.clamp(map.firstFrom(finest.stop(f)), start[d] + 1, shape[d]);
    }
    return new Roi(start, stop);
  }

  /** Its voxels and blocks. */
  public ArrayGeometry geometry() {
    return volume.geometry();
  }
}
