package io.cellar.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code .cellar/quarantine}: where damaged blocks go; nothing is deleted without trace. Another
 * process may have replaced the block while it was being judged, so what lies there is compared
 * with what was judged first.
 */
final class Quarantine {
  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final DiskOps disk;
  private final SafeFolders folders;
  private final Path folder;
  private final InstantSource clock;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong count = new AtomicLong();

  Quarantine(DiskOps disk, SafeFolders folders, BlockPaths paths, InstantSource clock) {
    this.disk = disk;
    this.folders = folders;
    this.folder = paths.ours().resolve("quarantine");
    this.clock = clock;
  }

  /** How many blocks were moved here. */
  long count() {
    return count.get();
  }

  /**
   * Makes a damaged block not available: moves its file here and removes its status.
   *
   * @param place where it lies
   * @param judged the block file that was judged; empty when it was missing
   * @param status what the status said when it was judged
   * @return false when the block was replaced meanwhile and is to be looked at again
   */
  boolean take(BlockPlace place, Optional<FileStamp> judged, StatusFile status, String reason)
      throws IOException {
    folders.requireInside(place.folder());
    Optional<StatusFile> now = StatusFile.read(place.status());
    if (!FileStamp.of(place.file()).equals(judged)
        || now.isPresent() && !now.get().equals(status)) {
      return false;
    }
    remove(place.status());
    String where = "it was missing";
    if (judged.isPresent()) {
      where = "moved to " + moveAway(place.file());
    }
    count.incrementAndGet();
    LOG.warn("damaged block {}: {}; {}", place.file(), reason, where);
    return true;
  }

  /** Deletes a file, a link or a pipe; a folder that has its name is moved here instead. */
  void remove(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      LOG.warn("a folder had the name of {}; moved to {}", file, moveAway(file));
    } else {
      disk.delete(file);
    }
  }

  private Path moveAway(Path file) throws IOException {
    return moveAway(file, file.getFileName().toString());
  }

  /** Moves something here under a name of its own; returns where it is now. */
  Path moveAway(Path file, String name) throws IOException {
    folders.make(folder);
    Instant now = clock.instant();
    Path to =
        folder.resolve(
            STAMP.format(now)
                + "-"
                + ProcessIdentity.self().pid()
                + "-"
                + next.incrementAndGet()
                + "-"
                + name);
    disk.move(file, to);
    return to;
  }
}
