package io.cellar.slice;

/**
 * A rectangle of a picture, in pixels; start inclusive, stop exclusive.
 *
 * @param x0 first column
 * @param x1 column after the last
 * @param y0 first row
 * @param y1 row after the last
 */
record Area(int x0, int x1, int y0, int y1) {
  /** No pixel. */
  static final Area EMPTY = new Area(0, 0, 0, 0);

  /** Where a block is seen whose runs these are. */
  static Area of(PixelRuns h, int runH, PixelRuns v, int runV) {
    return new Area(h.from(runH), h.to(runH), v.from(runV), v.to(runV));
  }

  Area intersect(Area other) {
    return new Area(
        Math.max(x0, other.x0),
        Math.min(x1, other.x1),
        Math.max(y0, other.y0),
        Math.min(y1, other.y1));
  }

  /** Number of pixels. */
  long pixels() {
    return (long) (x1 - x0) * (y1 - y0);
  }
}
