package io.cellar.store;

import io.cellar.store.Coverage.State;
import java.util.List;

/**
 * Words of sixteen blocks, four bits each, the first block in the lowest bits. The values are:
 *
 * <ul>
 *   <li>0 unknown
 *   <li>1 available
 *   <li>2 absent
 *   <li>3 failed
 *   <li>4 empty in the source
 *   <li>5 to 15 set aside: they read as unknown, and stay as they are until the block is set
 * </ul>
 */
final class CoverageWords {
  static final int PER_WORD = 16;

  /** What the values mean; the order is that of the file, whatever becomes of the enum's. */
  static final List<State> STATES =
      List.of(State.UNKNOWN, State.AVAILABLE, State.ABSENT, State.FAILED, State.EMPTY);

  private static final long LOW = 0x1111_1111_1111_1111L;

  private CoverageWords() {}

  /** The value of a state. */
  static int value(State state) {
    return STATES.indexOf(state);
  }

  /** A word of blocks that all have a value. */
  static long allOf(int value) {
    return LOW * value;
  }

  /** The lowest bit of each of a word's places that has a value. */
  static long equal(long word, int value) {
    long differs = word ^ LOW * value;
    return ~(differs | differs >>> 1 | differs >>> 2 | differs >>> 3) & LOW;
  }

  /** The same for a state: unknown is whatever is none of the others. */
  static long equal(long word, State state) {
    if (state != State.UNKNOWN) {
      return equal(word, value(state));
    }
    long known = 0;
    for (int value = 1; value < STATES.size(); value++) {
      known |= equal(word, value);
    }
    return ~known & LOW;
  }

  /** The lowest bit of each of so many places of a word, 1 to 16. */
  static long window(int from, int count) {
    return LOW >>> 4 * (PER_WORD - count) << 4 * from;
  }

  /** All bits of those of a word's places whose bit is among the lowest sixteen. */
  static long spread(long bits) {
    long x = bits & 0xffff;
    x = (x | x << 24) & 0x0000_00ff_0000_00ffL;
    x = (x | x << 12) & 0x000f_000f_000f_000fL;
    x = (x | x << 6) & 0x0303_0303_0303_0303L;
    return ((x | x << 3) & LOW) * 15;
  }

  /** A word of the sixteen values of two bits that are the lowest 32 bits. */
  static long widen(long twoBits) {
    long x = twoBits & 0xffff_ffffL;
    x = (x | x << 16) & 0x0000_ffff_0000_ffffL;
    x = (x | x << 8) & 0x00ff_00ff_00ff_00ffL;
    x = (x | x << 4) & 0x0f0f_0f0f_0f0f_0f0fL;
    return (x | x << 2) & 0x3333_3333_3333_3333L;
  }
}
