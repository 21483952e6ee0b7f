/**
 * HDF5 bytes to voxels and back.
 *
 * <p>The structure of a file (superblock, groups, data layout, chunk index, filter list) is read
 * through jhdf, which is also what writes files. The bytes are moved and decoded here, because a
 * block file comes from a stranger: every size is checked against an {@link
 * io.cellar.hdf5.Expectation} before anything is allocated, a chunk may inflate to its declared
 * size and not one byte more, fletcher32 checksums are verified, and a file shorter than its own
 * end-of-file address is truncated, not data.
 *
 * <p>All failures are {@link io.cellar.hdf5.Hdf5Exception}s that say what was found and what was
 * expected. Everything here may be used from any thread; nothing here knows of networks or caches.
 */
package io.cellar.hdf5;
