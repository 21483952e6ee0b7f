package io.cellar.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
  private final TempJournal journal;
  private final TempNames names;
  private final Durability durability;

  BlockPublisher(
      DiskOps disk,
      Spellings spellings,
      SafeFolders folders,
      Quarantine quarantine,
      TempJournal journal,
      TempNames names,
      Durability durability) {
    this.disk = disk;
    this.spellings = spellings;
    this.folders = folders;
    this.quarantine = quarantine;
    this.journal = journal;
    this.names = names;
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
    BlockPlace place = null;
    try {
      place = spellings.forWriting(index);
      folders.make(place.folder());
      StatusFile.Checksum checksum = StatusFile.Checksum.of(hdf5);
      announce(place, checksum);
      publish(place, hdf5, StatusFile.write(checksum, from), held);
    } catch (IOException e) {
      Path file = place == null ? spellings.places(index).getFirst().file() : place.file();
      throw DiskErrors.writing("cannot keep block " + index, file, hdf5.length, e);
    }
  }

  private void announce(BlockPlace place, StatusFile.Checksum next) throws IOException {
    Optional<byte[]> text = StatusFile.read(place.status()).flatMap(s -> s.announcing(next));
    if (text.isEmpty()) {
      return;
    }
    Path part = names.beside(place.status());
    journal.opening(part);
    try {
      disk.createWith(part, text.get(), false);
      disk.move(part, place.status());
      journal.done(part);
    } catch (IOException | RuntimeException e) {
      discard(part);
      throw e;
    }
  }

  private void publish(BlockPlace place, byte[] hdf5, byte[] status, BlockLock held)
      throws IOException {
    Path blockPart = names.beside(place.file());
    Path statusPart = names.beside(place.status());
    boolean statusBefore = Files.exists(place.status(), LinkOption.NOFOLLOW_LINKS);
    boolean named = false;
    journal.opening(blockPart, statusPart);
    try {
      disk.createWith(blockPart, hdf5, durability == Durability.FSYNC);
      disk.createWith(statusPart, status, false);
      rename(blockPart, place.file());
      named = true;
      rename(statusPart, place.status());
      held.close();
      journal.done(blockPart, statusPart);
    } catch (IOException | RuntimeException e) {
      discard(blockPart);
      discard(statusPart);
      if (named && !statusBefore && !Files.exists(place.status(), LinkOption.NOFOLLOW_LINKS)) {
        discard(place.file());
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
      journal.done(file);
    } catch (IOException e) {
      LOG.warn("{} is left for the next sweep: {}", file, DiskErrors.reason(e));
    }
  }
}
