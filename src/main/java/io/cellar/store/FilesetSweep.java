package io.cellar.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
  private static final int LIMIT = 16 << 20;

  private final BlockPaths paths;
  private final DiskOps disk;
  private final SafeFolders folders;
  private final FileSystemClock clock;
  private final Duration staleAfter;

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
  int run() throws IOException {
    Path folder = TempJournal.folder(paths);
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    folders.requireInside(folder);
    int removed = 0;
    for (Path journal : journals(folder)) {
      try {
        removed += sweep(journal);
      } catch (IOException e) {
        if (!SmallFiles.isMissing(e)) {
          LOG.warn("the journal {} could not be swept: {}", journal, DiskErrors.reason(e));
        }
      }
    }
    return removed;
  }

  private static List<Path> journals(Path folder) throws IOException {
    List<Path> journals = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.log")) {
      entries.forEach(journals::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return journals;
  }

  private int sweep(Path journal) throws IOException {
    byte[] content = SmallFiles.read(journal, LIMIT);
    String[] parts = new String(content, StandardCharsets.UTF_8).split("\n\n", 2);
    Optional<ProcessIdentity> owner =
        LockText.parse(parts[0].getBytes(StandardCharsets.UTF_8)).owner();
    if (!isDead(journal, owner)) {
      return 0;
    }
    int removed = 0;
    for (String line : parts.length < 2 ? Set.<String>of() : open(parts[1])) {
      Optional<Path> left = inCache(line);
      if (left.isPresent() && isLeftover(left.get(), owner) && disk.delete(left.get())) {
        LOG.info("removed {}, left by {}", left.get(), journal.getFileName());
        removed++;
      }
    }
    disk.delete(journal);
    return removed;
  }

  private boolean isDead(Path journal, Optional<ProcessIdentity> owner) throws IOException {
    if (owner.map(ProcessIdentity::isOnThisHost).orElse(false)) {
      return owner.get().isDead();
    }
    Duration age = Duration.between(Files.getLastModifiedTime(journal).toInstant(), clock.now());
    return age.compareTo(staleAfter) > 0;
  }

  private static Set<String> open(String lines) {
    Set<String> open = new LinkedHashSet<>();
    for (String line : lines.split("\n")) {
      if (line.startsWith("+ ")) {
        open.add(line.substring(2));
      } else if (line.startsWith("- ")) {
        open.remove(line.substring(2));
      }
    }
    return open;
  }

  /** A journal is a file that others may write: what it names must lie in the cache. */
  private Optional<Path> inCache(String line) {
    try {
      Path file = paths.root().resolve(TempJournal.unescape(line)).normalize();
      if (!file.startsWith(paths.root()) || file.equals(paths.root())) {
        return Optional.empty();
      }
      folders.requireInside(file.getParent());
      return Optional.of(file);
    } catch (InvalidPathException | IOException _) {
      return Optional.empty();
    }
  }

  /** A temporary file by its name, or a lock by the owner that it names itself. */
  private static boolean isLeftover(Path file, Optional<ProcessIdentity> owner) throws IOException {
    if (TempNames.isTemporary(file)) {
      return true;
    }
    return owner.isPresent()
        && file.getFileName().toString().endsWith(".lock")
        && FoundLock.at(file).flatMap(lock -> lock.text().owner()).equals(owner);
  }
}
