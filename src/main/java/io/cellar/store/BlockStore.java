package io.cellar.store;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import java.util.Optional;

/**
 * The blocks of one fileset on disk. Blocks are named by their number in the {@link BlockGrid}.
 * Thread-safe, and safe beside other processes on the same folder.
 */
public interface BlockStore extends AutoCloseable {

  /** What to call it in messages; not empty. */
  String name();

  /** Its voxels and blocks. */
  ArrayGeometry geometry();

  /** The grid of block files. */
  BlockGrid grid();

  /**
   * True when the block seems to be on disk now: {@code STATUS.txt} exists, and the block file is
   * as long as that says; where it says nothing, its headers are those of HDF5 with a dataset that
   * fits. Does not read or verify voxels. False also when what was on disk turned out damaged and,
   * where it can be fetched again, was moved to quarantine.
   *
   * @throws StoreException if the disk cannot be read
   */
  boolean isAvailable(long index) throws StoreException;

  /**
   * Reads and verifies a block.
   *
   * @return the part of the block that lies in the view, in the description's dtype; empty when it
   *     is not available, also when what was on disk turned out damaged or too small for the view
   *     and was moved to quarantine
   * @throws StoreException if the disk cannot be read, the file uses a feature of HDF5 that is not
   *     read here, or what is damaged or too small is not fetched again now ({@link
   *     StoreOptions#onDamage})
   * @throws IllegalArgumentException for a block outside of the view
   */
  Optional<Block> read(long index) throws StoreException;

  /**
   * Makes a block available. The bytes must have been verified.
   *
   * @param hdf5 the file byte for byte
   * @throws StoreException.DiskFull when there is no space; nothing is left behind
   * @throws StoreException.NotWritable if the cache can only be read
   * @throws StoreException on any other failure; nothing is left behind
   */
  void publish(long index, byte[] hdf5, Provenance provenance) throws StoreException;

  /**
   * The same by whoever holds the block's lock, which is released at the very moment at which the
   * block becomes available: ilastik refuses blocks that are available and locked.
   *
   * @param held released on return too, but not when this fails
   */
  default void publish(long index, byte[] hdf5, Provenance provenance, BlockLock held)
      throws StoreException {
    publish(index, hdf5, provenance);
    held.close();
  }

  /**
   * An HDF5 file of a whole block in the description's encoding, for sources that do not send HDF5.
   */
  byte[] encode(Block block) throws StoreException;

  /**
   * Takes the block's lock if it is free or stale. Whoever obtains it must look at {@link
   * #isAvailable} again: another process may have published the block just before. The lock only
   * saves a double download; {@link #publish} is right without it.
   *
   * @return the lock, to be closed by whoever took it; empty when another process (or another
   *     caller in this one) holds it
   * @throws StoreException.NotWritable if the cache can only be read
   */
  Optional<BlockLock> tryLock(long index) throws StoreException;

  /** The block's lock as it lies on disk, for messages; empty when there is none. */
  Optional<LockInfo> lockInfo(long index) throws StoreException;

  /**
   * Removes a lock whose owner is gone from beside an available block, for ilastik refuses a block
   * as long as it has one. A lock that lives stays, and one that cannot be removed.
   */
  default void clearStaleLock(long index) {}

  /**
   * Makes a block not available and deletes its file.
   *
   * @throws StoreException also when another program has locked the block; it then stays
   */
  void forget(long index) throws StoreException;

  /** What is known of all blocks, from memory. */
  Coverage coverage();

  /**
   * Blocks that were damaged, moved away, and are to be fetched again, since the store was opened.
   */
  long quarantined();

  /** Saves the coverage and leaves. May be called twice. */
  @Override
  void close();
}
