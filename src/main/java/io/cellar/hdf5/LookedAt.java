package io.cellar.hdf5;

import java.util.Arrays;

/**
 * Which bytes of a file were looked at while the way to a dataset was found, and so all that this
 * way can depend on besides the file's length. For one thread.
 */
final class LookedAt {
  private long[] ranges = new long[64];
  private int used;

  /** Notes that bytes are looked at, counted from the start of the file. */
  void add(long start, long length) {
    if (used == ranges.length) {
      ranges = Arrays.copyOf(ranges, 2 * used);
    }
    ranges[used++] = start;
    ranges[used++] = start + length;
  }

  /** True when a byte of this range was looked at; the stop is exclusive. */
  boolean touches(long start, long stop) {
    for (int i = 0; i < used; i += 2) {
      if (ranges[i] < stop && start < ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
