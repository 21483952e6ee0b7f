package io.cellar.store;

import io.cellar.store.Coverage.State;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Two bits for each of {@value #BLOCKS} blocks that follow each other in scan order, one bit for
 * each that was set and not seen in the file yet, and since when a block of the page is held to be
 * absent. Not thread-safe: {@link CoverageMap} holds its lock.
 */
final class CoveragePage {
  static final int BLOCKS = 1 << 14;

  /** Length of what {@link #write} writes. */
  static final int BYTES = Long.BYTES + BLOCKS / 4;

  /** What the two bits mean; the order is that of the file, whatever becomes of the enum's. */
  private static final List<State> STATES =
      List.of(State.UNKNOWN, State.AVAILABLE, State.ABSENT, State.FAILED);

  private static final int PER_WORD = 32;
  private static final long LOW = 0x5555_5555_5555_5555L;
  private static final long BELIEF = Duration.ofDays(1).toMillis();
  private static final long CLOCKS_DIFFER = Duration.ofHours(1).toMillis();
  private static final long NEVER = 0;

  private final long[] states = new long[BLOCKS / PER_WORD];
  private final long[] touched = new long[BLOCKS / 64];
  private long absentSince = NEVER;

  /** One block that changed its state. */
  @FunctionalInterface
  interface Change {
    void from(State before, State after);
  }

  State get(int at) {
    return STATES.get((int) (states[at / PER_WORD] >>> shift(at)) & 3);
  }

  /**
   * Sets a state and marks the block as touched.
   *
   * @param now milliseconds since 1970
   * @return what it was
   */
  State set(int at, State state, long now) {
    touched[at / 64] |= 1L << at % 64;
    if (state == State.ABSENT && absentSince == NEVER) {
      absentSince = now;
    }
    return put(at, state);
  }

  private State put(int at, State state) {
    State before = get(at);
    long cleared = states[at / PER_WORD] & ~(3L << shift(at));
    states[at / PER_WORD] = cleared | bits(state) << shift(at);
    return before;
  }

  private static long bits(State state) {
    return STATES.indexOf(state);
  }

  private static int shift(int at) {
    return at % PER_WORD * 2;
  }

  private boolean isTouched(int at) {
    return (touched[at / 64] >>> at % 64 & 1) != 0;
  }

  /** How many blocks from one place to before another are in a state. */
  int count(int from, int to, State state) {
    int n = 0;
    for (int at = from; at < to; ) {
      int inWord = Math.min(PER_WORD - at % PER_WORD, to - at);
      long differs = states[at / PER_WORD] ^ LOW * bits(state);
      long equal = ~(differs | differs >>> 1) & LOW; // one bit for each pair that agrees
      long window = inWord == PER_WORD ? -1L : (1L << 2 * inWord) - 1 << shift(at);
      n += Long.bitCount(equal & window);
      at += inWord;
    }
    return n;
  }

  /** True when no block of the page is in another state than unknown. */
  boolean isBlank() {
    for (long word : states) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes over what is on disk, except for blocks that are touched.
   *
   * @param change is told of each state that differs
   */
  void merge(CoveragePage saved, Change change) {
    for (int at = 0; at < BLOCKS; at++) {
      State theirs = saved.get(at);
      if (theirs != get(at) && !isTouched(at)) {
        change.from(put(at, theirs), theirs);
      }
    }
    if (saved.absentSince != NEVER) {
      absentSince =
          absentSince == NEVER ? saved.absentSince : Math.min(absentSince, saved.absentSince);
    }
  }

  /**
   * That a block is absent is believed for a day: then the whole page is asked for again. Also when
   * the day began in the future, since some clock was wrong.
   */
  void expire(long now, Change change) {
    long age = now - absentSince;
    if (absentSince == NEVER || age >= -CLOCKS_DIFFER && age <= BELIEF) {
      return;
    }
    absentSince = NEVER;
    for (int at = 0; at < BLOCKS; at++) {
      if (get(at) == State.ABSENT) {
        change.from(put(at, State.UNKNOWN), State.UNKNOWN);
      }
    }
  }

  CoveragePage copy() {
    CoveragePage copy = new CoveragePage();
    System.arraycopy(states, 0, copy.states, 0, states.length);
    copy.absentSince = absentSince;
    return copy;
  }

  /** Notes that a copy is on disk now: what still agrees with it is no longer touched. */
  void saved(CoveragePage copy) {
    for (int at = 0; at < BLOCKS; at++) {
      if (isTouched(at) && get(at) == copy.get(at)) {
        touched[at / 64] &= ~(1L << at % 64);
      }
    }
  }

  /** True when a block is touched. */
  boolean isTouched() {
    for (long word : touched) {
      if (word != 0) {
        return true;
      }
    }
    return false;
  }

  void write(ByteBuffer to) {
    to.putLong(absentSince);
    for (long word : states) {
      to.putLong(word);
    }
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @param blocks how many blocks the page has; of what is behind them nothing is taken over
   */
  static CoveragePage read(ByteBuffer from, int blocks) {
    CoveragePage page = new CoveragePage();
    page.absentSince = from.getLong();
    for (int i = 0; i < page.states.length; i++) {
      page.states[i] = from.getLong();
    }
    for (int at = blocks; at < BLOCKS; at++) {
      page.put(at, State.UNKNOWN);
    }
    return page;
  }
}
