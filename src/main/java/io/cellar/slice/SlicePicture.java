package io.cellar.slice;

/**
 * A rendered slice.
 *
 * @param view what it shows
 * @param argb opaque premultiplied ARGB pixels, row by row from the top left, {@code width *
 *     height}; the receiver's to keep
 * @param blocks blocks that the view touches inside the volume
 * @param shown blocks of those whose voxels are in the picture
 * @param failed blocks of those that failed
 * @param loading true while any of them is queued or downloading, so that the picture should be
 *     made again
 */
public record SlicePicture(
    SliceView view, int[] argb, int blocks, int shown, int failed, boolean loading) {}
