package io.cellar.source.chunked;

import io.cellar.source.chunked.FoundImage.FoundLevel;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the levels of an image together, the finest first, as the metadata of a format tells them:
 * takes factors that were meant to be whole for whole, and leaves out what cannot be a level of the
 * same image, with a note that says why.
 */
public final class LevelStack {
  /** A factor that is so near to a whole number was meant to be it. */
  private static final double WHOLE = 0.005;

  /** A factor that is so near to the quotient of two sizes was made of them. */
  private static final double QUOTIENT = 0.005;

  /** A shift of less than this share of a voxel is none. */
  private static final double SHIFT = 0.02;

  /** A shift of less than this share of a voxel is rounding, where places are exact. */
  private static final double ROUNDING = 1e-6;

  private final List<FoundLevel> levels = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final boolean exact;

  /** For metadata whose factors and offsets may have been rounded. */
  public LevelStack() {
    this(false);
  }

  private LevelStack(boolean exact) {
    this.exact = exact;
  }

  /**
   * For metadata that tells the place of each level by itself, as precomputed volumes do: factors
   * and offsets are taken as they are.
   */
  public static LevelStack ofExactPlaces() {
    return new LevelStack(true);
  }

  /**
   * Adds the next level.
   *
   * @param factor finest voxels along the edge of one of its voxels, in its order of axes
   * @param offset where the lower edge of its first voxel lies, in finest voxels from the lower
   *     edge of the finest one's first, in its order of axes
   * @return false if it was left out
   */
  public boolean add(ChunkedArray array, double[] factor, double[] offset) {
    if (levels.isEmpty()) {
      levels.add(new FoundLevel(array, AxisMap.identity(array.axes().rank())));
      return true;
    }
    ChunkedArray finest = levels.getFirst().array();
    if (array.dtype() != finest.dtype()) {
      return leaveOut(array, "its dtype is %s, not %s", array.dtype(), finest.dtype());
    }
    if (!sameAxes(array, finest)) {
      return leaveOut(array, "its axes are %s, not %s", array.axes(), finest.axes());
    }
    List<AxisMap> maps = new ArrayList<>();
    for (int d = 0; d < factor.length; d++) {
      Axis axis = array.axes().get(d);
      long size0 = finest.shape()[finest.axes().indexOf(axis)];
      long size = array.shape()[d];
      if (!(factor[d] > 0) || !Double.isFinite(factor[d]) || !Double.isFinite(offset[d])) {
        return leaveOut(array, "its factor along %s is %s", axis.letter(), factor[d]);
      }
      double f = exact ? factor[d] : meant(factor[d], axis, size);
      double o = Math.abs(offset[d]) <= (exact ? ROUNDING : SHIFT) * f ? 0 : offset[d];
      if (!axis.isSpace() && (f != 1 || size != size0)) {
        return leaveOut(array, "it is coarser along %s too", axis.letter());
      }
      if (f < 1) {
        return leaveOut(array, "it is finer than level 0 along %s", axis.letter());
      }
      AxisMap map = new AxisMap(f, o);
      if (!Level.isMeeting(map, size, size0)) {
        return leaveOut(
            array,
            "along %s it reaches from %.6g to %.6g, level 0 from 0 to %d",
            axis.letter(),
            o,
            map.apply(size),
            size0);
      }
      maps.add(map);
    }
    if (!isCoarser(array, maps)) {
      return leaveOut(array, "it is not coarser than the level before it");
    }
    levels.add(new FoundLevel(array, maps));
    return true;
  }

  private static boolean sameAxes(ChunkedArray a, ChunkedArray b) {
    return a.axes().rank() == b.axes().rank() && b.axes().order().containsAll(a.axes().order());
  }

  /**
   * A whole number where the factor is one but for rounding, be it of itself or of the sizes that
   * it was made of: 45 voxels halved are 22, and 45 / 22 was meant to be 2. Where sizes were
   * rounded several times, the steps between levels tell best: 47, 23, 11 and 5 are halves,
   * although 47 / 5 is nearer to 9.
   */
  private double meant(double factor, Axis axis, long size) {
    ChunkedArray finest = levels.getFirst().array();
    long size0 = finest.shape()[finest.axes().indexOf(axis)];
    boolean ofSizes = Math.abs(factor - (double) size0 / size) <= QUOTIENT * factor;
    double stepped = ofSizes ? stepped(axis, size) : 0;
    if (stepped > 0) {
      return stepped;
    }
    double whole = Math.rint(factor);
    boolean fits = fits(size0, (long) whole, size);
    // Over a whole axis even a small difference adds up.
    boolean near =
        Math.abs(factor - whole) <= WHOLE * whole
            && (fits || Math.abs(factor - whole) * size < whole / 2);
    return near || ofSizes && fits ? whole : factor;
  }

  /** The factor of the level before times a whole step from it that fits the sizes, else 0. */
  private double stepped(Axis axis, long size) {
    double before = scale(levels.size() - 1, axis);
    if (before != Math.rint(before)) {
      return 0;
    }
    ChunkedArray array = levels.getLast().array();
    long sizeBefore = array.shape()[array.axes().indexOf(axis)];
    double same = levels.size() > 1 ? before / scale(levels.size() - 2, axis) : 0;
    for (double step : new double[] {same, Math.rint((double) sizeBefore / size)}) {
      if (step == Math.rint(step) && fits(sizeBefore, (long) step, size)) {
        return before * step;
      }
    }
    return 0;
  }

  private double scale(int level, Axis axis) {
    FoundLevel found = levels.get(level);
    return found.toFinest().get(found.array().axes().indexOf(axis)).scale();
  }

  private static boolean fits(long fine, long n, long coarse) {
    return n >= 1 && (coarse == fine / n || coarse == Math.ceilDiv(fine, n));
  }

  private boolean isCoarser(ChunkedArray array, List<AxisMap> maps) {
    FoundLevel before = levels.getLast();
    boolean coarser = false;
    for (int d = 0; d < maps.size(); d++) {
      int there = before.array().axes().indexOf(array.axes().get(d));
      double f = maps.get(d).scale();
      double b = before.toFinest().get(there).scale();
      if (f < b) {
        return false;
      }
      coarser |= f > b;
    }
    return coarser;
  }

  private boolean leaveOut(ChunkedArray array, String why, Object... values) {
    notes.add("level \"" + array.path() + "\" is left out: " + why.formatted(values));
    return false;
  }

  /** The levels so far. */
  public List<FoundLevel> levels() {
    return List.copyOf(levels);
  }

  /** What was left out, and why. */
  public List<String> notes() {
    return List.copyOf(notes);
  }
}
