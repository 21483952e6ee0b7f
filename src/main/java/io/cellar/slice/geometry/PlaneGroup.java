package io.cellar.slice.geometry;

/**
 * Planes of a block side by side, one of which a view shows.
 *
 * @param across axis that they follow each other along, -1 for none
 * @param first place of the first of them, counted from the one that is shown, not positive
 * @param count how many, at least 1
 */
public record PlaneGroup(int across, int first, int count) {
  /** The one that is shown. */
  public static final PlaneGroup ALONE = new PlaneGroup(-1, 0, 1);

  /**
   * True when both have planes in common.
   *
   * @param shown where the one that is shown lies along the axis
   * @param otherShown where the other group's lies along the same axis
   */
  boolean overlaps(long shown, PlaneGroup other, long otherShown) {
    long from = shown + first;
    long otherFrom = otherShown + other.first;
    return from < otherFrom + other.count && otherFrom < from + count;
  }
}
