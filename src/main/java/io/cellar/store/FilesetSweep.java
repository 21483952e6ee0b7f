package io.cellar.store;

import io.cellar.input.PrintableText;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what dead processes left behind: temporary files and locks, found through their journals,
 * without listing the tree. A journal of this machine is judged by its process; one of another
 * machine by its age, an hour by the file system's own clock.
 */
final class FilesetSweep {
  private static final Logger LOG = LoggerFactory.getLogger(FilesetSweep.class);

  /** A journal is compacted long before; what is behind that is left, harmless. */
  private static final int LONGEST_JOURNAL = 4 << 20;

  private static final int LONGEST_HEAD = 1 << 16;
  private static final int LONGEST_LINE = 1 << 12;

  /** What is done at one time; the next sweep goes on. */
  private static final int MOST_JOURNALS = 1000;

  private static final int MOST_LEFTOVERS = 10_000;

  /** A block's folder has a handful. */
  private static final int MOST_ENTRIES = 1000;

  private static final long MOST_BYTES = 16 << 20;

  private final BlockPaths paths;
  private final DiskOps disk;
  private final SafeFolders folders;
  private final FileSystemClock clock;
  private final Duration staleAfter;

  private final AtomicBoolean begun = new AtomicBoolean();

  /** Lines of journals that were looked at in this sweep. */
  private int looked;

  FilesetSweep(
      BlockPaths paths,
      DiskOps disk,
      SafeFolders folders,
      FileSystemClock clock,
      Duration staleAfter) {
    this.paths = paths;
    this.disk = disk;
    this.folders = folders;
    this.clock = clock;
    this.staleAfter = staleAfter;
  }

  /** Sweeps, unless that was begun before; what goes wrong is logged. */
  void runFirst() {
    if (!begun.getAndSet(true)) {
      try {
        run();
      } catch (IOException e) {
        LOG.warn("leftovers in {} could not be swept: {}", paths.root(), DiskErrors.reason(e));
      }
    }
  }

  /** Sweeps; returns how many files were removed, journals not counted. */
  synchronized int run() throws IOException {
    begun.set(true);
    Path folder = TempJournal.folder(paths);
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    folders.requireInside(folder);
    int removed = 0;
    long bytes = 0;
    looked = 0;
    for (Path journal : journals(folder)) {
      if (looked > MOST_LEFTOVERS || bytes > MOST_BYTES) {
        LOG.info("the next sweep goes on with what is left in {}", folder);
        break;
      }
      try {
        byte[] content = RegularFile.read(journal, LONGEST_JOURNAL, LinkOption.NOFOLLOW_LINKS);
        bytes += content.length;
        removed += sweep(journal, content);
      } catch (IOException e) {
        if (!DiskErrors.isMissing(e)) {
          LOG.warn(
              "a journal could not be swept: {}: {}",
              PrintableText.of(journal.toString()),
              DiskErrors.reason(e));
        }
      }
    }
    return removed;
  }

  private static List<Path> journals(Path folder) throws IOException {
    List<Path> journals = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.log")) {
      for (Path entry : entries) {
        journals.add(entry);
        if (journals.size() == MOST_JOURNALS) {
          break;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return journals;
  }

  private int sweep(Path journal, byte[] content) throws IOException {
    String text = new String(content, StandardCharsets.UTF_8);
    int head = text.indexOf("\n\n");
    String start = text.substring(0, Math.min(head < 0 ? text.length() : head, LONGEST_HEAD));
    Optional<ProcessIdentity> owner =
        LockText.parse(start.getBytes(StandardCharsets.UTF_8)).owner();
    if (!isDead(journal, owner)) {
      return 0;
    }
    int removed = 0;
    Dead dead = new Dead(owner, TempJournal.mark(start));
    for (String line : head < 0 ? Set.<String>of() : open(text.substring(head))) {
      removed += remove(line, dead);
    }
    disk.delete(journal);
    return removed;
  }

  /**
   * A process that is gone.
   *
   * @param mark what its temporary files' names have
   */
  private record Dead(Optional<ProcessIdentity> owner, Optional<String> mark) {}

  private int remove(String line, Dead dead) {
    looked++;
    int removed = 0;
    try {
      Optional<Path> noted = inCache(line);
      if (noted.isEmpty()) {
        return 0;
      }
      for (Path left : leftovers(noted.get(), dead)) {
        if (disk.delete(left)) {
          LOG.info("removed {}, left by a process that is gone", left);
          removed++;
        }
      }
    } catch (IOException e) {
      LOG.info("{} could not be swept: {}", PrintableText.of(line), DiskErrors.reason(e));
    }
    return removed;
  }

  /** What of the dead process lies in a folder that it has noted, or is the file that it has. */
  private static List<Path> leftovers(Path noted, Dead dead) throws IOException {
    if (!Files.isDirectory(noted, LinkOption.NOFOLLOW_LINKS)) {
      return isLeftover(noted, dead) ? List.of(noted) : List.of();
    }
    List<Path> left = new ArrayList<>();
    int entries = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(noted)) {
      for (Path each : all) {
        if (++entries > MOST_ENTRIES) {
          break;
        }
        boolean other =
            TempNames.isTemporary(each)
                && dead.mark().filter(mark -> TempNames.isOf(mark, each)).isEmpty();
        if (!other && isLeftover(each, dead)) {
          left.add(each);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return left;
  }

  private boolean isDead(Path journal, Optional<ProcessIdentity> owner) throws IOException {
    if (owner.map(ProcessIdentity::isOnThisHost).orElse(false)) {
      return owner.get().isDead();
    }
    Duration age =
        Duration.between(
            Files.getLastModifiedTime(journal, LinkOption.NOFOLLOW_LINKS).toInstant(), clock.now());
    return age.compareTo(staleAfter) > 0;
  }

  private static Set<String> open(String lines) {
    Set<String> open = new LinkedHashSet<>();
    lines
        .lines()
        .filter(line -> line.length() <= LONGEST_LINE)
        .forEach(
            line -> {
              if (line.startsWith("+ ") && open.size() < MOST_LEFTOVERS) {
                open.add(line.substring(2));
              } else if (line.startsWith("- ")) {
                open.remove(line.substring(2));
              }
            });
    return open;
  }

  /** A journal is a file that others may write: what it names must lie in the cache. */
  private Optional<Path> inCache(String line) {
    try {
      Path file = paths.root().resolve(TempJournal.unescape(line)).normalize();
      if (!file.startsWith(paths.root()) || file.equals(paths.root())) {
        return Optional.empty();
      }
      return folders.isInside(file.getParent()) ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException | IOException _) {
      return Optional.empty();
    }
  }

  /** A temporary file by its name, or a lock by the owner that it names itself. */
  private static boolean isLeftover(Path file, Dead dead) throws IOException {
    if (TempNames.isTemporary(file)) {
      return FileStamp.of(file).filter(FileStamp::isFile).isPresent();
    }
    String name = file.getFileName().toString();
    return dead.owner().isPresent()
        && (name.endsWith(".lock") || name.endsWith(LockMaker.SUFFIX))
        && FoundLock.at(file).flatMap(lock -> lock.text().owner()).equals(dead.owner());
  }
}
