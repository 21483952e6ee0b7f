package io.cellar.slice;

import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a view will probably show next: first the blocks ahead of it in the direction in which it
 * moves, then the ring around it. Pure computation over boxes; {@link Prefetcher} asks for the
 * wishes. Immutable.
 *
 * @param enabled whether anything is read ahead at all
 * @param steps blocks ahead of a moving view, along each axis in which it moves
 * @param budgetBytes most bytes of voxels of all wishes together
 */
public record ReadAhead(boolean enabled, int steps, long budgetBytes) {

  /** Reads nothing ahead. */
  public static final ReadAhead OFF = new ReadAhead(false, 0, 0);

  /**
   * A block that may be wanted soon.
   *
   * @param index number in the grid
   * @param distance the n-th step ahead has distance n, the ring comes behind all steps
   */
  record Wish(long index, double distance) {}

  /** Two blocks ahead, 64 MiB. */
  public static ReadAhead standard() {
    return new ReadAhead(true, 2, 64L << 20);
  }

  /**
   * What to read ahead, soonest first, within the budget; nothing of it is visible already.
   *
   * @param bytesPerVoxel size of a voxel
   * @param within what can be shown at all
   * @param before what was visible before the view moved; empty when nothing was
   * @param visible what is visible now; all three in stored coordinates
   */
  List<Wish> wishes(
      BlockGrid grid, int bytesPerVoxel, Roi within, Optional<Roi> before, Roi visible) {
    Roi shown = visible.intersect(within);
    if (!enabled || shown.isEmpty()) {
      return List.of();
    }
    Wishes wishes = new Wishes(grid, bytesPerVoxel, within, budgetBytes);
    grid.forEachIn(shown, wishes.seen::add);
    long[] motion = before.map(b -> motion(b, visible)).orElse(new long[grid.rank()]);
    for (int step = 1; step <= steps; step++) {
      wishes.add(moved(shown, motion, step, grid.blockShape()), step);
    }
    wishes.add(grown(shown, grid.blockShape()), steps + 1.0);
    return wishes.list;
  }

  /** Direction of the motion along each axis: -1, 0 or 1. */
  private static long[] motion(Roi before, Roi now) {
    long[] motion = new long[now.rank()];
    for (int d = 0; d < motion.length; d++) {
      motion[d] = Long.signum(now.start(d) + now.stop(d) - before.start(d) - before.stop(d));
    }
    return motion;
  }

  private static Roi moved(Roi box, long[] motion, int blocks, long[] blockShape) {
    long[] by = new long[motion.length];
    for (int d = 0; d < by.length; d++) {
      by[d] = motion[d] * blocks * blockShape[d];
    }
    return box.plus(by);
  }

  private static Roi grown(Roi box, long[] blockShape) {
    long[] start = box.start();
    long[] stop = box.stop();
    for (int d = 0; d < start.length; d++) {
      start[d] -= blockShape[d];
      stop[d] += blockShape[d];
    }
    return new Roi(start, stop);
  }

  /** Gathers wishes until the budget is used up. */
  private static final class Wishes {
    private final BlockGrid grid;
    private final int bytesPerVoxel;
    private final Roi within;
    private final Set<Long> seen = new HashSet<>();
    private final List<Wish> list = new ArrayList<>();
    private long left;

    Wishes(BlockGrid grid, int bytesPerVoxel, Roi within, long budget) {
      this.grid = grid;
      this.bytesPerVoxel = bytesPerVoxel;
      this.within = within;
      this.left = budget;
    }

    void add(Roi box, double distance) {
      grid.blocksIn(box.intersect(within))
          .takeWhile(index -> left > 0)
          .filter(seen::add)
          .forEach(index -> add(index, distance));
    }

    private void add(long index, double distance) {
      long bytes = grid.roi(index).voxels() * bytesPerVoxel;
      if (bytes <= left) {
        list.add(new Wish(index, distance));
      }
      left -= bytes;
    }
  }
}
