package io.cellar.ui.navigation;

import io.cellar.store.Coverage;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Level;
import io.cellar.volume.Roi;

/**
 * The blocks of one level and what is known of them, found by view coordinates of the finest level.
 * "Stored" coordinates here are those of the level's own fileset, in its own order of axes.
 */
public final class LevelBlocks {
  private final Level level;
  private final Coverage coverage;
  private final ArrayGeometry array;
  private final BlockGrid grid;
  private final long[] origin;
  private final long[] viewShape;
  private final long[] blockShape;

  public LevelBlocks(Level level, Coverage coverage) {
    this.level = level;
    this.coverage = coverage;
    this.array = level.geometry();
    this.grid = array.grid();
    this.origin = array.viewOrigin();
    this.viewShape = array.viewShape();
    this.blockShape = array.blockShape();
  }

  /** The level. */
  public Level level() {
    return level;
  }

  /** What is known of its blocks. */
  public Coverage coverage() {
    return coverage;
  }

  /** How many blocks the level has. */
  public long count() {
    return grid.count();
  }

  /** Place of an axis in stored coordinates. */
  public int indexOf(Axis axis) {
    return array.axes().indexOf(axis);
  }

  /** Voxels of a whole block along an axis, counted in the finest level. */
  public double blockSize(Axis axis) {
    return blockShape[indexOf(axis)] * level.toFinest(axis).scale();
  }

  /** The stored voxel along an axis that the middle of a voxel of the finest level falls on. */
  public long stored(Axis axis, long finest) {
    int d = indexOf(axis);
    return origin[d] + Math.clamp(level.toFinest(axis).voxelAt(finest), 0, viewShape[d] - 1);
  }

  /** The finest level's coordinate at which a stored voxel begins. */
  public double finest(Axis axis, long stored) {
    return level.toFinest(axis).apply(stored - origin[indexOf(axis)]);
  }

  /** Where the block that holds a stored coordinate begins along an axis. */
  public long blockStart(Axis axis, long stored) {
    long size = blockShape[indexOf(axis)];
    return stored / size * size;
  }

  /** Where the block after that begins. */
  public long nextBlock(Axis axis, long stored) {
    return blockStart(axis, stored) + blockShape[indexOf(axis)];
  }

  /** The stored voxel that a voxel of the finest level falls on. */
  public long[] stored(Axes axes, long[] finest) {
    long[] stored = new long[origin.length];
    for (Axis axis : array.axes().order()) {
      stored[indexOf(axis)] = stored(axis, finest[axes.indexOf(axis)]);
    }
    return stored;
  }

  /** What is known of the block that holds a stored voxel. */
  public Coverage.State state(long[] stored) {
    return coverage.get(grid.indexOf(stored));
  }

  /** What is known of a block by its number. */
  public Coverage.State state(long index) {
    return coverage.get(index);
  }

  /**
   * How many blocks of a box of the grid are in a state.
   *
   * @param first place of its first block, counted in blocks, stored order
   * @param counts blocks along each axis, all positive
   */
  public long count(long[] first, long[] counts, Coverage.State state) {
    long[] start = new long[first.length];
    long[] stop = new long[first.length];
    for (int d = 0; d < first.length; d++) {
      start[d] = first[d] * blockShape[d];
      stop[d] = (first[d] + counts[d]) * blockShape[d];
    }
    return coverage.count(new Roi(start, stop), state);
  }

  /**
   * The first block after one that is in another state, of a row of blocks along the last stored
   * axis.
   *
   * @param index the number of the block, in the row
   * @param end the number of the block behind the row
   */
  public long stateEnds(long index, long end) {
    // Another thread may set the block in between.
    return Math.max(index + 1, coverage.next(index, end, coverage.get(index), false));
  }

  /** How many blocks the level has along each axis, stored order. */
  public long[] gridShape() {
    return grid.gridShape();
  }

  /** Place along an axis, counted in blocks, of the block that a finest coordinate falls on. */
  public long row(Axis axis, long finest) {
    return stored(axis, finest) / blockShape[indexOf(axis)];
  }

  /** Number of the block that holds a stored voxel. */
  public long index(long[] stored) {
    return grid.indexOf(stored);
  }
}
