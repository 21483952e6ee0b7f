/**
 * Planes and states of blocks as pixels.
 *
 * <p>A {@link io.cellar.slice.draw.Display} says how voxels become colours, by a range of values
 * and a {@link io.cellar.slice.draw.ColorMap}; {@link io.cellar.slice.draw.FrameStyle} holds for
 * one frame what follows from it. A {@link io.cellar.slice.draw.SliceRaster} is the picture while
 * it is made:
 *
 * <pre>
 *   SlicePlane ─▶ VoxelDrawing    which voxel each pixel shows (PixelRuns)
 *                   PixelMapper   rectangles: value ─▶ Brightness ─▶ colour
 *                   Smoothing     or linear between the middles of voxels (VoxelWeights)
 *   BlockState ─▶ StatePatterns   for a block without voxels to show: a Pattern
 * </pre>
 *
 * <p>States differ in shape as well as in colour, and none looks like voxels.
 */
package io.cellar.slice.draw;
