/**
 * HDF5 bytes to voxels and back.
 *
 * <p>A block file comes from a stranger, so the way in is a row of narrow doors: {@code OpenFile}
 * checks the superblock, {@code ObjectTree} follows a path through the groups, {@code
 * DatasetHeader} checks all that the header of the dataset declares, {@code Hdf5Reader} compares it
 * with an {@link io.cellar.hdf5.Expectation}, and only then does {@code DatasetReader} allocate and
 * copy. A file shorter than its own end-of-file address is truncated, not data; a chunk may inflate
 * to its declared size and not one byte more, which {@link io.cellar.codec} sees to; checksums are
 * verified.
 *
 * <p>Most files of a server differ in their voxels alone. {@link io.cellar.hdf5.VerifiedLayouts}
 * remembers the bytes around the voxels of files that went through all doors; a file with the same
 * ones, and of the same length, needs no second parse.
 *
 * <p>Whoever does not know yet what is in a file looks at it with {@code Hdf5File}: datasets,
 * attributes, scales; {@code Hdf5Volume} reads boxes of a dataset.
 *
 * <p>The file is seen from its superblock on, whether that lies at its start or behind a user
 * block; all addresses are relative to it. A name is looked up in its group, and a chunk in its
 * index, one at a time and through a bounded number of nodes, so that groups of any number of
 * members and datasets of any number of chunks open at once. {@code Effort} bounds what is spent on
 * headers, groups and heaps, and every tree is followed downwards only: structures that go round or
 * fan out end with an error. Nothing opens another file: external links, external storage and
 * virtual datasets are refused.
 *
 * <p>Writing needs so little of the format (one dataset, groups that hold one link) that it is done
 * here as well, in memory: {@code Skeleton} is the front of the file, {@code ChunkTree} the index
 * of its chunks.
 *
 * <p>All failures are {@link io.cellar.hdf5.Hdf5Exception}s that say what was found and what was
 * expected, then where, then what helps. Everything here may be used from any thread; nothing here
 * knows of networks or caches.
 */
package io.cellar.hdf5;
