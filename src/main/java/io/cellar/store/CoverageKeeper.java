package io.cellar.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the coverage to {@code .cellar/coverage.bin} and back. The file is replaced by a rename
 * and not forced to the disk: it is a hint, and one that was lost is found out by its checksum.
 *
 * <p>Two processes that save at the same moment may overwrite each other's findings. So a finding
 * counts as saved when it is seen in the file the next time, and is written again until then. Only
 * two that end at the same moment may still lose some; reading the blocks finds them again.
 */
final class CoverageKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(CoverageKeeper.class);

  private final CoverageMap map;
  private final BlockPaths paths;
  private final Path file;
  private final DiskOps disk;
  private final SafeFolders folders;
  private final TempJournal journal;
  private final TempNames names;
  private volatile boolean foundFile;

  CoverageKeeper(
      CoverageMap map,
      BlockPaths paths,
      DiskOps disk,
      SafeFolders folders,
      TempJournal journal,
      TempNames names) {
    this.map = map;
    this.paths = paths;
    this.file = paths.ours().resolve("coverage.bin");
    this.disk = disk;
    this.folders = folders;
    this.journal = journal;
    this.names = names;
  }

  /** Reads the file into the map; a file that cannot be read is as good as none. */
  void load() {
    readFile().ifPresent(map::merge);
  }

  /** True when a usable file was found: else nobody has counted this cache yet. */
  boolean foundFile() {
    return foundFile;
  }

  /** Saves what was found and is not in the file yet, merged with what others have saved. */
  synchronized void saveIfDirty() throws IOException {
    if (!map.isDirty()) {
      return;
    }
    Optional<Map<Long, CoveragePage>> there = readFile();
    there.ifPresent(map::saved);
    there.ifPresent(map::merge);
    if (!map.isDirty()) {
      return;
    }
    Map<Long, CoveragePage> copy = map.copy();
    folders.make(file.getParent());
    Path part = names.beside(file);
    journal.opening(file.getParent());
    try {
      disk.createWith(part, CoverageFile.encode(paths.grid(), copy), false);
      disk.move(part, file);
    } catch (IOException | RuntimeException e) {
      disk.delete(part);
      throw e;
    } finally {
      journal.done(file.getParent());
    }
  }

  private Optional<Map<Long, CoveragePage>> readFile() {
    try {
      Optional<Map<Long, CoveragePage>> pages =
          folders.isInside(file.getParent())
              ? CoverageFile.read(file, paths.grid())
              : Optional.empty();
      foundFile |= pages.isPresent();
      return pages;
    } catch (IOException e) {
      LOG.warn("the coverage {} cannot be read: {}", file, DiskErrors.reason(e));
      return Optional.empty();
    }
  }
}
