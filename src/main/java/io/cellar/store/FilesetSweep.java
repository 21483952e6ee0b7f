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
  private static final long MOST_BYTES = 16 << 20;

  private final BlockPaths paths;
  private final DiskOps disk;
  private final SafeFolders folders;
  private final FileSystemClock clock;
  private final Duration staleAfter;

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

  /** Sweeps; returns how many files were removed, journals not counted. */
  synchronized int run() throws IOException {
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
    for (String line : head < 0 ? Set.<String>of() : open(text.substring(head))) {
      removed += remove(line, owner) ? 1 : 0;
    }
    disk.delete(journal);
    return removed;
  }

  private boolean remove(String line, Optional<ProcessIdentity> owner) {
    looked++;
    try {
      Optional<Path> left = inCache(line);
      boolean removed =
          left.isPresent() && isLeftover(left.get(), owner) && disk.delete(left.get());
      if (removed) {
        LOG.info("removed {}, left by a process that is gone", left.get());
      }
      return removed;
    } catch (IOException e) {
      LOG.info("{} could not be swept: {}", PrintableText.of(line), DiskErrors.reason(e));
      return false;
    }
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
  private static boolean isLeftover(Path file, Optional<ProcessIdentity> owner) throws IOException {
    if (TempNames.isTemporary(file)) {
      return FileStamp.of(file).filter(FileStamp::isFile).isPresent();
    }
    return owner.isPresent()
        && file.getFileName().toString().endsWith(".lock")
        && FoundLock.at(file).flatMap(lock -> lock.text().owner()).equals(owner);
  }
}
