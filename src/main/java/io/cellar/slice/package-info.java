/**
 * Slices as pictures, without any toolkit.
 *
 * <p>A {@link io.cellar.slice.geometry.SliceView} says what a pane shows. {@link
 * io.cellar.slice.geometry} knows which blocks it cuts, {@link io.cellar.slice.draw} makes pixels
 * of voxels and of states; here a frame is planned, asked for and painted:
 *
 * <pre>
 *   SliceView ─▶ LevelShape      which level is right for it            geometry
 *                SliceGeometry   where it cuts the grid of blocks
 *                VisibleBlocks   the blocks it touches, nearest first
 *                FramePlan       that level, and those coarser
 *                LevelPlanes     asks the cells for blocks, within the FetchLimit
 *                FoundCells      draws out of cells in memory where planes lie in one piece
 *                PlaneCopies     copies planes out of the others
 *                SlicePlanes     keeps the plane of each cell that came, bounded in bytes
 *                SliceFrame      goes through the blocks
 *                  VoxelDrawing  paints planes                          draw
 *                  FrameStyle    and what stands for blocks that are not there
 *   RenderTarget ◀─ SlicePicture
 * </pre>
 *
 * <p>Of a volume with several levels a {@code LevelPlanes} each does this: the right one, and those
 * that are coarser ({@code CoarseLayers}), whose voxels stand in where the right ones are not there
 * yet. Only the right and the coarsest level are asked for.
 *
 * <p>A slice may touch hundreds of blocks of which it needs one plane each; so planes are kept, and
 * cells may go. A block of whose voxels nothing is there, not even coarser ones, is drawn as what
 * it is: queued, downloading, not cached, absent, failed.
 *
 * <p>Where the rows of a slice lie in its blocks one after another, nothing is copied while the
 * cells are in memory; a cell that leaves it has its plane copied then. Nothing is made for each
 * block of such a frame either: fresh memory is what a frame would cost most.
 *
 * <p>Planes of a slice that is left are given up while their cells are in memory, and the pixels of
 * a picture that has left the screen are painted over: stepping through what is in memory makes no
 * garbage that the collector would have to move. Where a block must be read from end to end for one
 * plane, those beside it are copied along while a view moves, and given up together.
 *
 * <p>{@link io.cellar.slice.SliceStack} mixes the pictures of several volumes that lie over each
 * other. {@link io.cellar.slice.Painter} does all this on a thread of its own, newest view first,
 * and again when blocks arrive; {@code Prefetcher} asks for what will probably be shown next, as
 * far as {@link io.cellar.slice.ReadAhead} allows. {@link io.cellar.slice.VoxelProbe} and {@link
 * io.cellar.slice.AutoContrast} look at the same memory and never ask for anything.
 */
package io.cellar.slice;
