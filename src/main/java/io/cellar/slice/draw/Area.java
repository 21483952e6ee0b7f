package io.cellar.slice.draw;

/**
 * A rectangle of a picture, in pixels; start inclusive, stop exclusive.
 *
 * @param x0 first column
 * @param x1 column after the last
 * @param y0 first row
 * @param y1 row after the last
 */
public record Area(int x0, int x1, int y0, int y1) {
  /** No pixel. */
  public static final Area EMPTY = new Area(0, 0, 0, 0);

  public Area intersect(Area other) {
    return new Area(
        Math.max(x0, other.x0),
        Math.min(x1, other.x1),
        Math.max(y0, other.y0),
        Math.min(y1, other.y1));
  }

  /** Number of pixels. */
  public long pixels() {
    return (long) (x1 - x0) * (y1 - y0);
  }
}
