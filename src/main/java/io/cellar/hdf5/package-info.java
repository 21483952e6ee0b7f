/**
 * HDF5 bytes to voxels and back.
 *
 * <p>A block file comes from a stranger, so the way in is a row of narrow doors: {@code OpenFile}
 * checks the superblock, {@code ObjectTree} follows a path through the groups, {@code
 * DatasetHeader} checks all that the header of the dataset declares, {@code Hdf5Reader} compares it
 * with an {@link io.cellar.hdf5.Expectation}, and only then does {@code DatasetReader} allocate and
 * copy. A file shorter than its own end-of-file address is truncated, not data; a chunk may inflate
 * to its declared size and not one byte more; fletcher32 checksums are verified.
 *
 * <p>jhdf reads the superblock, object headers, groups and attributes. It sees the file through
 * {@code BoundedStorage}, which hands out slices instead of copies and a limited number of them.
 * Chunks are looked up here, one at a time, because jhdf builds a map of all of them and does not
 * know every index that newer libraries write; and bytes are moved and decoded here, because jhdf
 * does neither bound nor verify that.
 *
 * <p>Writing needs so little of the format (one dataset, groups that hold one link) that it is done
 * here as well, in memory: {@code Skeleton} is the front of the file, {@code ChunkTree} the index
 * of its chunks.
 *
 * <p>All failures are {@link io.cellar.hdf5.Hdf5Exception}s that say what was found and what was
 * expected. Everything here may be used from any thread; nothing here knows of networks or caches.
 */
package io.cellar.hdf5;
