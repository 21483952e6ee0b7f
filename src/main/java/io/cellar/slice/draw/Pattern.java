package io.cellar.slice.draw;

/**
 * A square of pixels that repeats in both directions.
 *
 * @param size its side, a power of two
 * @param argb its pixels row by row
 */
record Pattern(int size, int[] argb) {

  /** Colour of a pixel. */
  interface Shade {
    int argb(int x, int y);
  }

  static Pattern of(int size, Shade shade) {
    int[] argb = new int[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        argb[y * size + x] = shade.argb(x, y);
      }
    }
    return new Pattern(size, argb);
  }

  /** The colour at a place; may be negative. */
  int at(int x, int y) {
    return argb[(y & size - 1) * size + (x & size - 1)];
  }

  /** A share t of the second colour over the first, opaque. */
  static int mix(int a, int b, double t) {
    int mixed = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double channel = (a >> shift & 0xff) * (1 - t) + (b >> shift & 0xff) * t;
      mixed = mixed << 8 | (int) Math.round(channel);
    }
    return mixed;
  }
}
