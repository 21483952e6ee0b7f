package io.cellar.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Deletes the files of blocks, under their locks. Thread-safe. */
final class BlockRemover {
  private final BlockPaths paths;
  private final Spellings spellings;
  private final Quarantine quarantine;
  private final Coverage coverage;
  private final LockList locks;

  BlockRemover(
      BlockPaths paths,
      Spellings spellings,
      Quarantine quarantine,
      Coverage coverage,
      LockList locks) {
    this.paths = paths;
    this.spellings = spellings;
    this.quarantine = quarantine;
    this.coverage = coverage;
    this.locks = locks;
  }

  /** Takes the lock of the block that is to be deleted. */
  @FunctionalInterface
  interface Locking {
    Optional<BlockLock> tryLock(long index) throws StoreException;
  }

  /** True when something says that the block is available. */
  boolean isMarked(long index) throws StoreException {
    Path folder = paths.folder(index);
    try {
      return FileStamp.of(folder.resolve(BlockPlace.STATUS)).isPresent();
    } catch (IOException e) {
      throw DiskErrors.reading("cannot look for block " + index, folder, e);
    }
  }

  /** Deletes a block's files; it is in another state then. */
  void delete(long index, Coverage.State state, Locking locking) throws StoreException {
    BlockPlace place = spellings.existing(index);
    try (BlockLock _ = locking.tryLock(index).orElseThrow(() -> locks.keeps(index, place.file()))) {
      coverage.set(index, state); // an empty block is not looked for from now on
      quarantine.remove(place.status());
      for (BlockPlace each : spellings.places(index)) {
        quarantine.remove(each.file());
      }
      coverage.set(index, state);
    } catch (IOException e) {
      throw DiskErrors.writing("cannot delete block " + index, place.file(), 0, e);
    }
  }
}
