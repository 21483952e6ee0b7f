package io.cellar.ui.coverage;

import io.cellar.ui.navigation.LevelBlocks;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.Arrays;

/**
 * The share of the blocks in view that are cached, for every position along an axis. Immutable.
 *
 * @param axis the axis
 * @param level whose blocks were counted
 * @param size voxels of the finest level's view along the axis
 * @param starts first voxel of each sample, ascending from 0; a sample ends where the next begins
 * @param tallies one per sample
 */
public record StripSamples(Axis axis, int level, long size, long[] starts, Tally[] tallies) {
  /** Most samples of a strip: more would be less than a pixel wide. */
  private static final int MOST = 500;

  /** Most blocks that are looked at for one sample. */
  private static final int WORK = 200;

  /** Nothing known yet. */
  static StripSamples none(Axis axis, long size) {
    return new StripSamples(axis, 0, size, new long[0], new Tally[0]);
  }

  /**
   * Counts. Looks at a bounded number of blocks however large the volume is; not for the JavaFX
   * thread.
   *
   * @param axes order of the box
   * @param box what is in view, in view coordinates of the finest level, inside the view and not
   *     empty; its extent along the axis does not matter
   * @param size voxels of the view along the axis
   */
  public static StripSamples count(LevelBlocks blocks, Axes axes, Axis axis, Roi box, long size) {
    long[] starts = starts(blocks, axis, size);
    Tally[] tallies = new Tally[starts.length];
    long[] start = box.start();
    long[] stop = box.stop();
    int d = axes.indexOf(axis);
    for (int k = 0; k < starts.length; k++) {
      start[d] = starts[k];
      stop[d] = k + 1 < starts.length ? starts[k + 1] : size;
      tallies[k] = Tally.count(blocks, axes, new Roi(start, stop), WORK);
    }
    return new StripSamples(axis, blocks.level().number(), size, starts, tallies);
  }

  /** One sample per layer of blocks, or equal parts when there are too many layers. */
  private static long[] starts(LevelBlocks blocks, Axis axis, long size) {
    long firstRow = blocks.row(axis, 0);
    long layers = blocks.row(axis, size - 1) - firstRow + 1;
    long[] starts = new long[(int) Math.min(MOST, layers)];
    long block = blocks.level().geometry().blockShape()[blocks.indexOf(axis)];
    for (int k = 0; k < starts.length; k++) {
      starts[k] = layers > MOST ? k * (size / MOST) : first(blocks, axis, (firstRow + k) * block);
    }
    starts[0] = 0;
    return starts;
  }

  /** The first voxel of the finest level whose middle falls behind the start of a stored one. */
  private static long first(LevelBlocks blocks, Axis axis, long stored) {
    return (long) Math.ceil(blocks.finest(axis, stored) - 0.5);
  }

  /** The sample of a position; {@link Tally#NONE} while nothing is known. */
  public Tally at(long position) {
    if (starts.length == 0) {
      return Tally.NONE;
    }
    int found = Arrays.binarySearch(starts, Math.clamp(position, 0, size - 1));
    return tallies[found >= 0 ? found : -found - 2];
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof StripSamples s
        && axis == s.axis
        && level == s.level
        && size == s.size
        && Arrays.equals(starts, s.starts)
        && Arrays.equals(tallies, s.tallies);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(starts) + Arrays.hashCode(tallies);
  }
}
