package io.cellar.source.precomputed;

/**
 * Numbers the chunks of a grid along a Z-order curve that leaves out bits which are 0 for all of
 * the grid ("compressed Morton code").
 */
final class MortonCode {
  private MortonCode() {}

  /** How many bits the largest number has, which must not be more than 64. */
  static int bits(long[] grid) {
    int bits = 0;
    for (long n : grid) {
      bits += bits(n);
    }
    return bits;
  }

  private static int bits(long n) {
    return Long.SIZE - Long.numberOfLeadingZeros(n - 1);
  }

  /**
   * The number of a chunk.
   *
   * @param at its place in the grid, x, y, z
   * @param grid chunks along x, y, z, all positive
   */
  static long of(long[] at, long[] grid) {
    long code = 0;
    int j = 0;
    for (int i = 0; i < Long.SIZE; i++) {
      for (int d = 0; d < grid.length; d++) {
        if (i < bits(grid[d])) {
          code |= (at[d] >>> i & 1) << j;
          j++;
        }
      }
    }
    return code;
  }
}
