/**
 * The words of the field as values: what a volume is, how it is cut into blocks, and what one block
 * holds.
 *
 * <p>Three coordinate systems meet here. A position is a list of integers, one per axis, in the
 * order of the description's {@link io.cellar.volume.Axes axes} (usually slowest axis first, as in
 * {@code zyx}):
 *
 * <pre>
 *   view    what users, rois and panes speak of; starts at 0
 *     + view_origin
 *   stored  the grid of block files on disk ({@link io.cellar.volume.BlockGrid})
 *     + origin_offset
 *   remote  what the server is asked for
 * </pre>
 *
 * <p>What an array is made of ({@link io.cellar.volume.ArrayGeometry}: axes, dtype, blocks, view)
 * is apart from where its blocks are kept ({@link io.cellar.volume.CacheLayout}) and come from
 * ({@link io.cellar.volume.RemoteVolume}): what stands above the store knows geometry alone.
 *
 * <p>A {@link io.cellar.volume.MultiLevelVolume} is the same at several resolutions: each {@link
 * io.cellar.volume.Level} has these three systems for itself, and an {@link
 * io.cellar.volume.AxisMap} per axis tells how its view lies over that of level 0, by any factor
 * and offset.
 *
 * <p>A {@link io.cellar.volume.Roi} is start inclusive, stop exclusive. A {@link
 * io.cellar.volume.Block} holds its voxels in C order: the last axis varies fastest. imglib2 lists
 * the fastest axis first, so its dimension list is the reversed one over the same bytes; that turn
 * is made in one place, in package {@code cell}.
 *
 * <p>Nothing here does input or output, nothing is mutable after construction but the arrays inside
 * a {@code Block}, and everything may be used from any thread.
 */
package io.cellar.volume;
