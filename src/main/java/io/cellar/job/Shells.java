package io.cellar.job;

import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/**
 * Blocks of a region from its centre outwards: shell by shell of equal distance, counted in blocks
 * along the farthest axis, and within a shell in scan order. Keeps one position, whatever the size
 * of the region.
 *
 * <p>A position walks through the shell's box like an odometer. As long as no axis is at the
 * shell's distance, the axes that are left have to reach it: an axis behind which none can is
 * confined to its two ends, so that the inside of the box is never walked through.
 */
final class Shells implements PrimitiveIterator.OfLong {
  private final long[] gridShape;
  private final long[] first;
  private final long[] last;
  private final long[] centre;
  private final long[] at;
  private final long farthest;
  private long radius;
  private boolean hasNext;

  Shells(BlockGrid grid, Roi stored) {
    this.gridShape = grid.gridShape();
    int rank = grid.rank();
    Roi inside = stored.intersect(Roi.ofShape(grid.shape()));
    long[] blockShape = grid.blockShape();
    first = new long[rank];
    last = new long[rank];
    centre = new long[rank];
    at = new long[rank];
    hasNext = !inside.isEmpty();
    long reach = 0;
    for (int d = 0; hasNext && d < rank; d++) {
      first[d] = inside.start(d) / blockShape[d];
      last[d] = Math.ceilDiv(inside.stop(d), blockShape[d]) - 1;
      centre[d] = (first[d] + last[d]) / 2;
      reach = Math.max(reach, Math.max(centre[d] - first[d], last[d] - centre[d]));
    }
    farthest = reach;
    System.arraycopy(centre, 0, at, 0, rank);
  }

  @Override
  public boolean hasNext() {
    return hasNext;
  }

  @Override
  public long nextLong() {
    if (!hasNext) {
      throw new NoSuchElementException();
    }
    long index = 0;
    for (int d = 0; d < at.length; d++) {
      index = index * gridShape[d] + at[d];
    }
    advance();
    return index;
  }

  private void advance() {
    for (int d = at.length - 1; d >= 0; d--) {
      if (step(d) && fill(d + 1)) {
        return;
      }
    }
    do {
      radius++;
    } while (radius <= farthest && !fill(0));
    hasNext = radius <= farthest;
  }

  /** Moves one axis to its next place in the shell. */
  private boolean step(int d) {
    if (isFree(d)) {
      at[d]++;
      return at[d] <= high(d);
    }
    boolean canJump = at[d] < centre[d] + radius && centre[d] + radius <= last[d];
    at[d] = centre[d] + radius;
    return canJump;
  }

  /** Sets the axes from one on to their first places in the shell. */
  private boolean fill(int from) {
    for (int d = from; d < at.length; d++) {
      if (isFree(d) || centre[d] - radius >= first[d]) {
        at[d] = low(d);
      } else if (centre[d] + radius <= last[d]) {
        at[d] = centre[d] + radius;
      } else {
        return false;
      }
    }
    return true;
  }

  /** True when an axis may take any place: another one is, or can still be, at the distance. */
  private boolean isFree(int d) {
    for (int e = 0; e < d; e++) {
      if (Math.abs(at[e] - centre[e]) == radius) {
        return true;
      }
    }
    for (int e = d + 1; e < at.length; e++) {
      if (centre[e] - radius >= first[e] || centre[e] + radius <= last[e]) {
        return true;
      }
    }
    return false;
  }

  private long low(int d) {
    return Math.max(first[d], centre[d] - radius);
  }

  private long high(int d) {
    return Math.min(last[d], centre[d] + radius);
  }
}
