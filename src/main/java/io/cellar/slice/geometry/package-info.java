/**
 * Where a pane's view cuts through a volume.
 *
 * <p>A {@link io.cellar.slice.geometry.SliceView} counts in voxels of the finest level: two axes, a
 * centre, a zoom, a size in device pixels. {@link io.cellar.slice.geometry.LevelShape} knows how a
 * level lies over the finest, by any factor and offset ({@link io.cellar.volume.AxisMap}), and
 * chooses the level that is right for a view. Of that level {@link
 * io.cellar.slice.geometry.SliceGeometry} tells where the view cuts the grid of blocks, along each
 * axis a {@link io.cellar.slice.geometry.BlockSpan}; {@link io.cellar.slice.geometry.VisibleBlocks}
 * lists the blocks that are touched, nearest first; and a {@link
 * io.cellar.slice.geometry.SlicePlane}, named by its {@link io.cellar.slice.geometry.PlaneKey}, is
 * what the cut takes out of one of them. Planes that share cache lines of a block with it are its
 * {@link io.cellar.slice.geometry.PlaneGroup}.
 *
 * <p>Several volumes may lie over each other: {@link io.cellar.slice.geometry.Alignment} finds the
 * {@link io.cellar.slice.geometry.Placement} of one over another.
 *
 * <p>All of this is immutable, knows no cells and asks for nothing.
 */
package io.cellar.slice.geometry;
