/**
 * Slices as pictures, without any toolkit.
 *
 * <p>A {@link io.cellar.slice.SliceView} says what a pane shows: two axes, a centre, a zoom, a size
 * in device pixels. {@code VisibleBlocks} lists the blocks it touches, nearest first; {@code
 * SlicePlanes} keeps the plane of each (not the cell: a slice may touch hundreds of blocks of which
 * it needs one plane each); {@code SliceRenderer} turns planes into ARGB pixels; {@code Painter}
 * does so on a thread of its own, newest view wins, and hands each picture to a {@link
 * io.cellar.slice.RenderTarget}.
 */
package io.cellar.slice;
