package io.cellar.store;

import io.cellar.volume.Block;
import java.util.List;
import java.util.Optional;

/**
 * Keeps blocks where a {@link BlockReader} finds them. Thread-safe, and safe beside other processes
 * on the same place.
 */
public interface BlockWriter {

  /**
   * A block that is to be made available.
   *
   * @param hdf5 the file byte for byte, verified
   * @param held the block's lock, if it is held; released at the moment at which the block is
   *     available, and not when that fails
   */
  record Publication(long index, byte[] hdf5, Provenance provenance, BlockLock held) {}

  /**
   * Makes blocks available, the whole of each or nothing. One that fails does not concern the
   * others; of a block that fails nothing is left behind.
   *
   * @return for each block, in their order, why it is not available: {@link
   *     StoreException.DiskFull} when there is no space, {@link StoreException.NotWritable} if the
   *     cache can only be read, and others
   */
  List<Optional<Throwable>> publish(List<Publication> blocks);

  /**
   * How many blocks are best published with one call at present. Where it is 1, several threads may
   * publish blocks at a time, and wait for the disk together; else one or two are enough.
   */
  default int mostTogether() {
    return 1;
  }

  /**
   * Makes a block available. The bytes must have been verified.
   *
   * @param hdf5 the file byte for byte
   * @throws StoreException if it is not available; see {@link #publish(List)}
   */
  default void publish(long index, byte[] hdf5, Provenance provenance) throws StoreException {
    publish(index, hdf5, provenance, () -> {});
  }

  /**
   * The same by whoever holds the block's lock, which is released at the very moment at which the
   * block becomes available: ilastik refuses blocks that are available and locked.
   *
   * @param held released on return too, but not when this fails
   */
  default void publish(long index, byte[] hdf5, Provenance provenance, BlockLock held)
      throws StoreException {
    Publication block = new Publication(index, hdf5, provenance, held);
    Optional<Throwable> failure = publish(List.of(block)).getFirst();
    if (failure.isPresent()) {
      if (failure.get() instanceof StoreException e) {
        throw e;
      } else if (failure.get() instanceof RuntimeException e) {
        throw e;
      } else if (failure.get() instanceof Error e) {
        throw e;
      }
      throw new IllegalStateException(failure.get());
    }
  }

  /**
   * Returns when the blocks that were published before survive a power cut, their names included: a
   * published block has its content on disk, but may lose its name until the system writes that,
   * and is missing then. For whoever is about to say that something is complete; costs nothing when
   * nothing was published since the last time. Nothing is forced of a cache that is kept without
   * ({@link Durability#NONE}).
   *
   * @throws StoreException if that cannot be told; what was published stays
   */
  void settle() throws StoreException;

  /**
   * Notes that the source is proved to store nothing of a block: it is {@link Coverage.State#EMPTY}
   * from now on and needs no file; one that is there is deleted. The caller does not hold the
   * block's lock.
   *
   * @throws StoreException if no fill value is known, or a file that is there cannot be deleted or
   *     is locked by another program: then nothing has changed
   */
  void noteEmpty(long index) throws StoreException;

  /**
   * Writes a file of the fill value for a block that is noted as empty, so that other programs find
   * it; the block is available then as any other.
   *
   * @return bytes of the file; 0 when the block is not noted as empty any more
   * @throws StoreException as {@link #publish}
   */
  long writeEmpty(long index) throws StoreException;

  /** A file of a whole block, for sources that do not send one. */
  byte[] encode(Block block) throws StoreException;

  /**
   * Takes the block's lock if it is free or stale. Whoever obtains it must look at {@link
   * BlockReader#isAvailable} again, unless it is the {@link BlockLock#isFirst}: another process may
   * have published the block just before. The lock only saves a double download; {@link #publish}
   * is right without it.
   *
   * @return the lock, to be closed by whoever took it; empty when another process (or another
   *     caller in this one) holds it
   * @throws StoreException.NotWritable if the cache can only be read
   */
  Optional<BlockLock> tryLock(long index) throws StoreException;

  /**
   * True when the block has no folder: then there is neither a file nor a lock of it, and it is not
   * noted as empty either.
   */
  default boolean isUntouched(long index) throws StoreException {
    return false;
  }

  /** The block's lock as it lies on disk, for messages; empty when there is none. */
  Optional<LockInfo> lockInfo(long index) throws StoreException;

  /**
   * Removes a lock whose owner is gone from beside an available block, for ilastik refuses a block
   * as long as it has one. A lock that lives stays, and one that cannot be removed.
   */
  void clearStaleLock(long index);

  /**
   * Makes a block not available and deletes its file.
   *
   * @throws StoreException also when another program has locked the block; it then stays
   */
  void forget(long index) throws StoreException;
}
