package io.cellar.engine;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * How many requests this computer takes at once, at all hosts together. Falls when it ran short of
 * files, threads, memory or ports, and rises slowly as long as all goes well. Guarded by the {@link
 * EngineLock}.
 */
final class LocalLimit {
  /** Files that the program has open whatever it downloads: its own, and a few for a cache. */
  private static final int OWN_FILES = 48;

  /** A request needs a connection, and a file of the cache a moment later. */
  private static final int FILES_EACH = 2;

  private static final int GOOD_ONES_FOR_MORE = 64;
  private static final long CUT_ONCE_IN = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long HOPELESS_AFTER = TimeUnit.SECONDS.toNanos(30);

  private final int top;
  private int most;
  private int goodOnes;
  private boolean inNeed;
  private long shortSince;
  private long lastCut;

  /**
   * A limit.
   *
   * @param files how many files and connections the process may have open, if that is known
   */
  LocalLimit(OptionalInt files) {
    top =
        files.isPresent()
            ? Math.max(1, (files.getAsInt() - OWN_FILES) / FILES_EACH)
            : Integer.MAX_VALUE;
    most = top;
  }

  /** True when one more may be opened besides those that are open. */
  boolean admits(int open) {
    return open < most;
  }

  /**
   * The computer ran short.
   *
   * @param open requests that are still open
   */
  void ranShort(long nowNanos, int open) {
    if (!inNeed) {
      inNeed = true;
      shortSince = nowNanos;
      lastCut = nowNanos - CUT_ONCE_IN;
    }
    if (nowNanos - lastCut >= CUT_ONCE_IN) {
      lastCut = nowNanos;
      goodOnes = 0;
      most = Math.max(1, (int) (Math.min(most, open + 1L) * 3 / 4));
    }
  }

  /** True when it has been short for long, and nothing went well meanwhile. */
  boolean hopeless(long nowNanos) {
    return inNeed && nowNanos - shortSince >= HOPELESS_AFTER;
  }

  /** A block came. */
  void wentWell() {
    inNeed = false;
    if (most < top && ++goodOnes >= GOOD_ONES_FOR_MORE) {
      goodOnes = 0;
      most++;
    }
  }
}
