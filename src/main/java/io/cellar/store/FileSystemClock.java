package io.cellar.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The time as the cache's file system tells it: the modification time of a file that was written
 * just now. Ages of locks are measured against it, so that neither a wrong clock of this machine
 * nor one that is set meanwhile steals a living lock. Asked for at most once in five seconds,
 * carried on in between. Thread-safe.
 */
final class FileSystemClock {
  private static final Duration CARRY = Duration.ofSeconds(5);

  private final Path probe;
  private final SafeFolders folders;
  private Instant measured;
  private long measuredNanos;

  FileSystemClock(BlockPaths paths, SafeFolders folders) {
    this.probe = paths.ours().resolve("clock");
    this.folders = folders;
  }

  /** The file system's time. */
  synchronized Instant now() throws IOException {
    long nanos = System.nanoTime();
    if (measured == null || nanos - measuredNanos > CARRY.toNanos()) {
      folders.make(probe.getParent());
      try (OutputStream out = Files.newOutputStream(probe)) {
        out.write('\n');
      }
      measured = Files.getLastModifiedTime(probe).toInstant();
      measuredNanos = System.nanoTime();
      return measured;
    }
    return measured.plusNanos(nanos - measuredNanos);
  }
}
