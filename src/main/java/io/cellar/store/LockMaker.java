package io.cellar.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes lock files, with their content or not at all: a process that is killed between O_EXCL and
 * the first write would leave a lock of which nobody knows the owner. So each is a further name, a
 * hard link, of one file that the process has in {@code .cellar/journal}, and making one is as
 * exclusive. A file system that has no links, or no more of them, gets files of their own by
 * O_EXCL. Thread-safe.
 */
final class LockMaker implements AutoCloseable {
  static final String SUFFIX = ".process";
  private static final Logger LOG = LoggerFactory.getLogger(LockMaker.class);

  /** The last moment that a lock of this process names; no two locks' files name the same. */
  private static final AtomicReference<Instant> LAST = new AtomicReference<>(Instant.EPOCH);

  private final DiskOps disk;
  private final BlockPaths paths;
  private final TempJournal journal;
  private final InstantSource clock;
  private final Duration young;
  private volatile Own own;

  /** The process's file, and when it was touched. */
  private record Own(LockFile lock, Freshness touched) {}

  /** A lock that was made, and since when it is fresh. */
  record Made(LockFile lock, Freshness touched) {}

  /**
   * @param young how old the process's file may be to become another lock
   */
  LockMaker(
      DiskOps disk, BlockPaths paths, TempJournal journal, InstantSource clock, Duration young) {
    this.disk = disk;
    this.paths = paths;
    this.journal = journal;
    this.clock = clock;
    this.young = young;
  }

  /** Makes a lock; empty when something has its name already. */
  Optional<Made> make(Path name) throws IOException {
    try {
      return Optional.of(link(name));
    } catch (FileAlreadyExistsException _) {
      return Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("{} becomes a file of its own", name, e);
    }
    Freshness touched = Freshness.now(clock);
    byte[] content = content();
    try {
      disk.createWith(name, content, false);
      return Optional.of(new Made(new LockFile(name, content), touched));
    } catch (FileAlreadyExistsException _) {
      return Optional.empty();
    }
  }

  private Made link(Path name) throws IOException {
    Own from = own();
    try {
      disk.link(name, from.lock.file());
    } catch (NoSuchFileException _) {
      from = begin(from); // somebody has tidied up
      disk.link(name, from.lock.file());
    }
    return new Made(new LockFile(name, from.lock.content()), from.touched);
  }

  private Own own() throws IOException {
    Own now = own;
    return now != null && now.touched.isWithin(young, clock) ? now : begin(now);
  }

  /** Makes the process's file, or makes it younger. */
  private synchronized Own begin(Own old) throws IOException {
    if (own != old && own != null) {
      return own; // another thread was faster
    }
    Freshness touched = Freshness.now(clock);
    if (old != null && old.lock.refresh()) {
      own = new Own(old.lock, touched);
      return own;
    }
    byte[] content = content();
    Path file = TempJournal.freshName(paths, SUFFIX);
    journal.opening(file);
    try {
      disk.createWith(file, content, false);
    } catch (IOException e) {
      journal.done(file);
      throw e;
    }
    if (old != null) {
      journal.done(old.lock.file());
    }
    own = new Own(new LockFile(file, content), touched);
    return own;
  }

  /** The lock, when what was found is the process's own file. */
  Optional<Made> ours(FoundLock found) {
    Own now = own;
    return now != null && now.lock.says(found.content())
        ? Optional.of(new Made(new LockFile(found.file(), now.lock.content()), now.touched))
        : Optional.empty();
  }

  private byte[] content() {
    Instant now = clock.instant();
    Instant unique = LAST.updateAndGet(last -> now.isAfter(last) ? now : last.plusNanos(1));
    return LockText.ofSelf(unique).getBytes(StandardCharsets.UTF_8);
  }

  /** Removes the process's file, until it is needed again. Locks that are left stay. */
  @Override
  public synchronized void close() {
    if (own == null) {
      return;
    }
    Path file = own.lock.file();
    own = null;
    try {
      disk.delete(file);
      journal.done(file);
    } catch (IOException e) {
      LOG.debug("{} is left for the next sweep", file, e);
    }
  }
}
