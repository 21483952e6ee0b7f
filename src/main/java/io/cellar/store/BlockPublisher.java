package io.cellar.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes blocks available, whole or not at all: both temporary files are written, the block's is
 * forced to the disk, then the block gets its name, then {@code STATUS.txt} does. A crash between
 * the two leaves a whole block that does not count yet. A block that is replaced is readable all
 * the time: its status first allows both files ({@link StatusFile#announcing}).
 */
final class BlockPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(BlockPublisher.class);

  private final DiskOps disk;
  private final Spellings spellings;
  private final SafeFolders folders;
  private final Quarantine quarantine;
  private final Locks locks;
  private final TempJournal journal;
  private final TempNames names;
  private final Settling settling;
  private final Durability durability;

  BlockPublisher(
      DiskOps disk,
      Spellings spellings,
      SafeFolders folders,
      Quarantine quarantine,
      Locks locks,
      TempJournal journal,
      TempNames names,
      Settling settling,
      Durability durability) {
    this.disk = disk;
    this.spellings = spellings;
    this.folders = folders;
    this.quarantine = quarantine;
    this.locks = locks;
    this.journal = journal;
    this.names = names;
    this.settling = settling;
    this.durability = durability;
  }

  /**
   * Publishes a block.
   *
   * @param hdf5 a verified file, byte for byte
   * @param held the block's lock, released at the moment at which the block is available: ilastik
   *     refuses one that is both
   */
  void publish(long index, byte[] hdf5, Provenance from, BlockLock held) throws StoreException {
    Optional<BlockSite> locked = locks.siteOf(held, index);
    try {
      try {
        publish(locked, index, hdf5, from, held);
      } catch (NoSuchFileException e) {
        LOG.debug("the folder of block {} was removed and is made again", index, e);
        folders.forget();
        publish(Optional.empty(), index, hdf5, from, held);
      }
    } catch (IOException e) {
      folders.forget();
      Path file = locked.map(BlockSite::place).orElseGet(() -> spellings.likelier(index)).file();
      throw DiskErrors.writing("cannot keep block " + index, file, hdf5.length, e);
    }
  }

  private void publish(
      Optional<BlockSite> locked, long index, byte[] hdf5, Provenance from, BlockLock held)
      throws IOException {
    if (locked.isPresent()) { // which is in the journal
      publish(locked.get(), hdf5, from, held);
      return;
    }
    BlockSite site = BlockSite.make(index, spellings, folders, InstantSource.system());
    Path folder = site.place().folder();
    journal.opening(folder);
    try {
      publish(site, hdf5, from, held);
    } finally {
      journal.done(folder);
    }
  }

  private void publish(BlockSite site, byte[] hdf5, Provenance from, BlockLock held)
      throws IOException {
    StatusFile.Checksum checksum = StatusFile.Checksum.of(hdf5);
    boolean statusBefore = !site.fresh() && announce(site.place(), checksum);
    publish(site.place(), hdf5, StatusFile.write(checksum, from), statusBefore, held);
  }

  /** Has a status that is there allow both files; false when there is none. */
  private boolean announce(BlockPlace place, StatusFile.Checksum next) throws IOException {
    Optional<StatusFile> status = StatusFile.read(place.status());
    Optional<byte[]> text = status.flatMap(s -> s.announcing(next));
    if (text.isEmpty()) {
      return status.isPresent();
    }
    Path part = names.in(place.folder(), BlockPlace.STATUS);
    try {
      disk.createWith(part, text.get(), false);
      disk.move(part, place.status());
      return true;
    } catch (IOException | RuntimeException e) {
      discard(part);
      throw e;
    }
  }

  private void publish(
      BlockPlace place, byte[] hdf5, byte[] status, boolean statusBefore, BlockLock held)
      throws IOException {
    Path blockPart = names.in(place.folder(), place.name());
    Path statusPart = names.in(place.folder(), BlockPlace.STATUS);
    Path file = place.file();
    boolean named = false;
    try {
      disk.createWith(blockPart, hdf5, durability == Durability.FSYNC);
      disk.createWith(statusPart, status, false);
      rename(blockPart, file);
      named = true;
      rename(statusPart, place.status());
      held.close();
      if (durability == Durability.FSYNC) {
        settling.published(place.folder());
      }
    } catch (IOException | RuntimeException e) {
      discard(blockPart);
      discard(statusPart);
      if (named && !statusBefore && !Files.exists(place.status(), LinkOption.NOFOLLOW_LINKS)) {
        discard(file);
      }
      throw e;
    }
  }

  /** Gives a file its name; a folder that has the name already is moved to quarantine first. */
  private void rename(Path part, Path name) throws IOException {
    try {
      disk.move(part, name);
    } catch (IOException e) {
      if (!Files.isDirectory(name, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      quarantine.remove(name);
      disk.move(part, name);
    }
  }

  private void discard(Path file) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      journal.left(file.getParent());
      LOG.warn("{} is left for the next sweep: {}", file, DiskErrors.reason(e));
    }
  }
}
