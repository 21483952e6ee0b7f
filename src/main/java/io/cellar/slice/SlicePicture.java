package io.cellar.slice;

import io.cellar.slice.geometry.SliceView;

/**
 * A rendered slice.
 *
 * @param view what it shows
 * @param argb opaque premultiplied ARGB pixels, row by row from the top left, {@code width *
 *     height}; the receiver's, until it gives them back with {@link SliceRenderer#reuse}
 * @param level which level is shown where its blocks are there; elsewhere coarser ones stand in
 * @param blocks blocks of the level that the view touches inside the volume, at most {@link
 *     Integer#MAX_VALUE}
 * @param shown blocks of those whose voxels are in the picture
 * @param failed blocks of those that failed, if only once and about to be tried again
 * @param loading true while any of them is queued, downloading or about to be tried again, so that
 *     the picture should be made again
 * @param downloading true while any of them is really being transferred, so that the picture moves
 * @param overLimit true when the view is over the fetch limit: only what is cached is shown, and
 *     nothing is downloaded
 * @param bytes bytes in memory of all blocks that the view touches
 */
public record SlicePicture(
    SliceView view,
    int[] argb,
    ShownLevel level,
    int blocks,
    int shown,
    int failed,
    boolean loading,
    boolean downloading,
    boolean overLimit,
    long bytes) {

  /**
   * The level that a picture shows where its blocks are there.
   *
   * @param number 0 for the finest
   * @param levels how many the volume has
   * @param acrossH finest voxels along the edge of a voxel, along the horizontal axis
   * @param acrossV the same along the vertical axis
   */
  public record ShownLevel(int number, int levels, double acrossH, double acrossV) {}

  /** The same while more is to come. */
  SlicePicture whileLoading() {
    return new SlicePicture(
        view, argb, level, blocks, shown, failed, true, downloading, overLimit, bytes);
  }
}
