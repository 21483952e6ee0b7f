/**
 * Slices as pictures, without any toolkit.
 *
 * <p>A {@link io.cellar.slice.SliceView} says what a pane shows: two axes, a centre, a zoom, a size
 * in device pixels. From there to the picture:
 *
 * <pre>
 *   SliceView ─▶ LevelShape      which level is right for it
 *                SliceGeometry   where the plane cuts the grid of blocks
 *                VisibleBlocks   the blocks it touches, nearest first
 *                LevelPlanes     asks the cells for them, within the FetchLimit
 *                SlicePlanes     keeps the plane of each cell that came, bounded in bytes
 *                SliceFrame      paints planes (VoxelDrawing) and states (StatePatterns)
 *   RenderTarget ◀─ SlicePicture
 * </pre>
 *
 * <p>Of a volume with several levels a {@code LevelPlanes} each does this: the right one, and those
 * that are coarser ({@code CoarseLayers}), whose voxels stand in where the right ones are not there
 * yet. Only the right and the coarsest level are asked for. Views and positions always count in
 * voxels of the finest level; {@code LevelShape} knows how a level lies over it, by any factor and
 * offset ({@link io.cellar.volume.AxisMap}).
 *
 * <p>Voxels become colours in a {@code PixelMapper}. They are rectangles; or, when a display is
 * smooth, what lies between their middles is linear ({@code Smoothing}, {@code VoxelWeights}).
 *
 * <p>A slice may touch hundreds of blocks of which it needs one plane each; so planes are kept, and
 * cells may go. A block of whose voxels nothing is there, not even coarser ones, is drawn as what
 * it is: queued, downloading, not cached, absent, failed. States differ in shape as well as in
 * colour, and none looks like voxels.
 *
 * <p>Planes of a slice that is left are given up while their cells are in memory, and the pixels of
 * a picture that has left the screen are painted over: stepping through what is in memory makes no
 * garbage that the collector would have to move.
 *
 * <p>Several volumes may lie over each other: {@link io.cellar.slice.Alignment} finds the {@link
 * io.cellar.slice.Placement} of one over another, and {@link io.cellar.slice.SliceStack} mixes
 * their pictures.
 *
 * <p>{@link io.cellar.slice.Painter} does all this on a thread of its own, newest view first, and
 * again when blocks arrive. {@link io.cellar.slice.VoxelProbe} and {@link
 * io.cellar.slice.AutoContrast} look at the same memory and never ask for anything.
 */
package io.cellar.slice;
