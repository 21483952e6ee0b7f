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

  private static final double SMALL_SHARE = 1.0 / 16;

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

  /**
   * Whether voxels along an axis lie over the finest ones as those of a level do: they begin less
   * than a voxel from where these begin and end less than a voxel from where these end. Where place
   * and size were both rounded down they may end nearly two voxels early, if that is a small share
   * of the axis: the last one stands for what is missing. So each voxel is seen somewhere.
   *
   * @param toFinest how they lie
   * @param size how many they are
   * @param finest how many finest ones there are
   */
  public static boolean isMeeting(AxisMap toFinest, long size, long finest) {
    double missed = finest - toFinest.apply(size);
    double voxel = toFinest.scale();
    return Math.abs(toFinest.offset()) < voxel
        && missed > -voxel
        && (missed < voxel || missed < 2 * voxel && missed <= SMALL_SHARE * finest);
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

  /**
   * The box of the finest level that a box of this one lies over; {@link #covering} gives the box
   * again, or one that is a voxel wider where the levels' voxels do not meet.
   *
   * @param own in this level's view coordinates, not empty
   * @param finest level 0
   * @return in level 0's view coordinates and its order of axes
   */
  public Roi overFinest(Roi own, VolumeDescription finest) {
    long[] sizes = finest.viewShape();
    long[] shape = geometry().viewShape();
    long[] start = new long[shape.length];
    long[] stop = new long[shape.length];
    for (int d = 0; d < shape.length; d++) {
      int f = finest.axes().indexOf(volume.axes().get(d));
      AxisMap map = toFinest.get(d);
      long from = own.start(d) == 0 ? 0 : (long) Math.ceil(map.apply((double) own.start(d)));
      long to =
          own.stop(d) == shape[d] ? sizes[f] : (long) Math.floor(map.apply((double) own.stop(d)));
      start[f] = Math.clamp(from, 0, sizes[f] - 1);
      stop[f] = Math.clamp(to, start[f] + 1, sizes[f]);
    }
    return new Roi(start, stop);
  }

  /** Its voxels and blocks. */
  public ArrayGeometry geometry() {
    return volume.geometry();
  }
}
