package io.cellar.ui.coverage;

import io.cellar.store.Coverage;
import io.cellar.ui.navigation.LevelBlocks;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;

/**
 * How many of some blocks are cached. Of very many blocks only a sample is looked at.
 *
 * @param have blocks looked at that are available, or empty in the source, which is all there is
 * @param looked blocks looked at
 * @param all blocks that there are; {@code looked} when every one was looked at
 */
public record Tally(long have, long looked, long all) {
  /** No blocks. */
  public static final Tally NONE = new Tally(0, 0, 0);

  /** Steps through a range by this share of it, which meets every part of it evenly. */
  private static final double GOLDEN = 0.6180339887498949;

  /** Share that is cached, 0 to 1; 0 when there are no blocks. */
  public double share() {
    return looked == 0 ? 0 : (double) have / looked;
  }

  /** The share in words, marked as rough when only a sample was looked at. */
  public String percent() {
    String percent = Figures.percent(share());
    return looked < all ? Words.of("tally.rough", percent) : percent;
  }

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(have + other.have, looked + other.looked, all + other.all);
  }

  /**
   * Counts the blocks of a level that a box touches.
   *
   * @param axes order of the box
   * @param box view coordinates of the finest level, inside the view
   * @param most blocks to look at
   */
  public static Tally count(LevelBlocks blocks, Axes axes, Roi box, int most) {
    if (box.isEmpty()) {
      return NONE;
    }
    int rank = axes.rank();
    long[] first = new long[rank];
    long[] counts = new long[rank];
    for (int d = 0; d < rank; d++) {
      Axis axis = axes.get(d);
      int stored = blocks.indexOf(axis);
      first[stored] = blocks.row(axis, box.start(d));
      counts[stored] = blocks.row(axis, box.stop(d) - 1) - first[stored] + 1;
    }
    return count(blocks, first, counts, most);
  }

  /** Counts the blocks of a box of the grid, in the stored order of axes. */
  static Tally count(LevelBlocks blocks, long[] first, long[] counts, int most) {
    long all = 1;
    for (long n : counts) {
      all = Math.multiplyHigh(all, n) != 0 || all * n < 0 ? Long.MAX_VALUE : all * n;
    }
    if (all <= most) {
      long have =
          blocks.count(first, counts, Coverage.State.AVAILABLE)
              + blocks.count(first, counts, Coverage.State.EMPTY);
      return new Tally(have, all, all);
    }
    long[] grid = blocks.gridShape();
    long have = 0;
    for (long k = 0; k < most; k++) {
      long index = index(spread(k, all), first, counts, grid);
      Coverage.State state = blocks.state(index);
      have += state == Coverage.State.AVAILABLE || state == Coverage.State.EMPTY ? 1 : 0;
    }
    return new Tally(have, most, all);
  }

  private static long spread(long k, long all) {
    double at = (k + 0.5) * GOLDEN;
    return Math.min(all - 1, (long) ((at - Math.floor(at)) * all));
  }

  /** Number of the nth block of a box of the grid, in scan order. */
  private static long index(long n, long[] first, long[] counts, long[] grid) {
    long index = 0;
    long stride = 1;
    long rest = n;
    for (int d = grid.length - 1; d >= 0; d--) {
      index += (first[d] + rest % counts[d]) * stride;
      rest /= counts[d];
      stride *= grid[d];
    }
    return index;
  }
}
