package io.cellar.volume;

import java.util.Arrays;

/**
 * One level of a multi-level volume: a volume of its own, and how its voxels lie over those of the
 * finest level.
 *
 * <p>Voxel i of an axis covers voxels {@code [i * d, (i + 1) * d)} of level 0. The level's size is
 * level 0's divided by d and rounded up or down; where it was rounded down, its last voxel stands
 * for the rest too.
 *
 * @param number 0 for the finest
 * @param volume the level's blocks, dtype and axes
 * @param downsampling voxels of level 0 along the edge of a voxel, at least 1, in this level's axes
 *     order
 */
public record Level(int number, VolumeDescription volume, long[] downsampling) {

  public Level {
    downsampling = downsampling.clone();
    if (downsampling.length != volume.axes().rank()
        || Arrays.stream(downsampling).anyMatch(d -> d < 1)) {
      throw new IllegalArgumentException(
          "downsampling "
              + Arrays.toString(downsampling)
              + " of level "
              + number
              + ": expected a number of at least 1 for each of the axes "
              + volume.axes());
    }
  }

  @Override
  public long[] downsampling() {
    return downsampling.clone();
  }

  /** Downsampling along an axis. */
  public long downsampling(Axis axis) {
    return downsampling[volume.axes().indexOf(axis)];
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
    long[] shape = local().viewShape();
    long[] start = new long[shape.length];
    long[] stop = new long[shape.length];
    for (int d = 0; d < shape.length; d++) {
      int f = axes.indexOf(volume.axes().get(d));
      start[d] = Math.clamp(finest.start(f) / downsampling[d], 0, shape[d] - 1);
      stop[d] = Math.clamp(Math.ceilDiv(finest.stop(f), downsampling[d]), start[d] + 1, shape[d]);
    }
    return new Roi(start, stop);
  }

  /** How the level's blocks lie. */
  public LocalFileset local() {
    return volume.local();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Level l
        && number == l.number
        && volume.equals(l.volume)
        && Arrays.equals(downsampling, l.downsampling);
  }

  @Override
  public int hashCode() {
    return 31 * number + volume.hashCode();
  }
}
