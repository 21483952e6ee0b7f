package io.cellar.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The time as the cache's file system tells it: the modification time of a file that was made just
 * now, and is deleted again. Ages of locks are measured against it, so that neither a wrong clock
 * of this machine nor one that is set meanwhile steals a living lock. Asked for at most once in
 * five seconds, carried on in between. Thread-safe.
 */
final class FileSystemClock {
  private static final Duration CARRY = Duration.ofSeconds(5);
  private static final byte[] CONTENT = {'\n'};

  private final Path name;
  private final DiskOps disk;
  private final SafeFolders folders;
  private final TempJournal journal;
  private final TempNames names;
  private Instant measured;
  private long measuredNanos;

  FileSystemClock(
      BlockPaths paths, DiskOps disk, SafeFolders folders, TempJournal journal, TempNames names) {
    this.name = paths.ours().resolve("clock");
    this.disk = disk;
    this.folders = folders;
    this.journal = journal;
    this.names = names;
  }

  /** The file system's time. */
  synchronized Instant now() throws IOException {
    long nanos = System.nanoTime();
    if (measured == null || nanos - measuredNanos > CARRY.toNanos()) {
      measured = measure();
      measuredNanos = System.nanoTime();
      return measured;
    }
    return measured.plusNanos(nanos - measuredNanos);
  }

  private Instant measure() throws IOException {
    Path ours = name.getParent();
    folders.make(ours);
    Path part = names.beside(name);
    journal.opening(ours);
    try {
      disk.createWith(part, CONTENT, false);
      return Files.getLastModifiedTime(part, LinkOption.NOFOLLOW_LINKS).toInstant();
    } finally {
      disk.delete(part);
      journal.done(ours);
    }
  }
}
