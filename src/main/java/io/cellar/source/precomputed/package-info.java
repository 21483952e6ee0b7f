/**
 * Volumes in Neuroglancer's precomputed format (google/neuroglancer,
 * src/datasource/precomputed/volume.md and sharded.md).
 *
 * <p>A folder with a file {@code info}, which {@link
 * io.cellar.source.precomputed.PrecomputedFormat} reads. Each of its scales is a level: its chunks
 * are objects named by the voxels they hold, or lie many together in shard files, found by two
 * tables. Everything is told x first, with x varying fastest in a chunk, so that a chunk's voxels
 * are in C order of c, z, y, x. Places are in physical units: voxel i of a scale covers {@code
 * (voxel_offset + i) * resolution} to {@code (voxel_offset + i + 1) * resolution} nanometres.
 */
package io.cellar.source.precomputed;
