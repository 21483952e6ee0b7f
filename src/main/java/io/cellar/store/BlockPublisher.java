package io.cellar.store;

import io.cellar.store.BlockWriter.Publication;
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
   * A block whose temporary files are there.
   *
   * @param statusBefore whether the block was available before
   * @param noted the folder, where it is in the journal for this block alone
   */
  record Written(
      Publication block,
      BlockPlace place,
      Path blockPart,
      Path statusPart,
      boolean statusBefore,
      Optional<Path> noted) {}

  /** Publishes a block; its lock is released at the moment at which the block is available. */
  void publish(Publication block) throws StoreException {
    try {
      try {
        name(write(block, durability == Durability.FSYNC));
      } catch (NoSuchFileException e) {
        LOG.debug("the folder of block {} was removed and is made again", block.index(), e);
        folders.forget();
        name(write(block, siteOf(block.index()), durability == Durability.FSYNC));
      }
    } catch (IOException e) {
      folders.forget();
      Path file =
          locks
              .siteOf(block.held(), block.index())
              .map(BlockSite::place)
              .orElseGet(() -> spellings.likelier(block.index()))
              .file();
      throw DiskErrors.writing("cannot keep block " + block.index(), file, block.hdf5().length, e);
    }
  }

  /**
   * Writes a block's temporary files; when that fails there are none. They are named or discarded
   * by the caller.
   *
   * @param force whether the block's is on the disk on return
   */
  Written write(Publication block, boolean force) throws IOException {
    Optional<BlockSite> locked = locks.siteOf(block.held(), block.index());
    return locked.isPresent() // which is in the journal
        ? write(block, locked.get(), Optional.empty(), force)
        : write(block, siteOf(block.index()), force);
  }

  private BlockSite siteOf(long index) throws IOException {
    return BlockSite.make(index, spellings, folders, InstantSource.system());
  }

  private Written write(Publication block, BlockSite site, boolean force) throws IOException {
    Path folder = site.place().folder();
    journal.opening(folder);
    try {
      return write(block, site, Optional.of(folder), force);
    } catch (IOException | RuntimeException e) {
      journal.done(folder);
      throw e;
    }
  }

  private Written write(Publication block, BlockSite site, Optional<Path> noted, boolean force)
      throws IOException {
    BlockPlace place = site.place();
    StatusFile.Checksum checksum = StatusFile.Checksum.of(block.hdf5());
    boolean statusBefore = !site.fresh() && announce(place, checksum);
    Path blockPart = names.in(place.folder(), place.name());
    Path statusPart = names.in(place.folder(), BlockPlace.STATUS);
    try {
      disk.createWith(blockPart, block.hdf5(), force);
      disk.createWith(statusPart, StatusFile.write(checksum, block.provenance()), false);
    } catch (IOException | RuntimeException e) {
      discard(blockPart);
      discard(statusPart);
      throw e;
    }
    return new Written(block, place, blockPart, statusPart, statusBefore, noted);
  }

  /** Makes a block available whose content is on the disk; when that fails it is discarded. */
  void name(Written written) throws IOException {
    BlockPlace place = written.place();
    boolean named = false;
    try {
      rename(written.blockPart(), place.file());
      named = true;
      rename(written.statusPart(), place.status());
      written.block().held().close();
      if (durability == Durability.FSYNC) {
        settling.published(place.folder());
      }
    } catch (IOException | RuntimeException e) {
      deleteParts(written);
      if (named
          && !written.statusBefore()
          && !Files.exists(place.status(), LinkOption.NOFOLLOW_LINKS)) {
        discard(place.file());
      }
      throw e;
    } finally {
      written.noted().ifPresent(journal::done);
    }
  }

  /** Removes what was written and has no name. */
  void discard(Written written) {
    deleteParts(written);
    written.noted().ifPresent(journal::done);
  }

  private void deleteParts(Written written) {
    discard(written.blockPart());
    discard(written.statusPart());
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
