/**
 * Zarr v2 and v3 (zarr-specs) and OME-Zarr (OME-NGFF 0.1 to 0.6) as volumes.
 *
 * <p>{@link io.cellar.source.zarr.ZarrFormat} is the door. {@code Node} says what a path of a
 * hierarchy is, going by its files ({@code ZarrFiles}); {@code ArrayV2} and {@code ArrayV3} read
 * what an array says of itself into {@code ArrayMetadata}, and {@code ArrayOpening} makes an array
 * of that which can be read: {@code ObjectChunks} or {@code ShardChunks} find the bytes of a chunk,
 * a {@code ByteChain} undoes their compression, a {@code ChunkLayout} puts the voxels in order.
 * {@code OmeGroups} and {@code OmeImage} read what groups say of images, {@code GroupMembers} lists
 * those that say nothing.
 *
 * <p>Whatever is not understood and could change a voxel is refused by name; what only guides the
 * eye is left out.
 */
package io.cellar.source.zarr;
