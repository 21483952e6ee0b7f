package io.cellar.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes lock files as exclusively as ilastik does, takes over those whose owner is gone, and keeps
 * those that are held fresh. Thread-safe.
 */
final class Locks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Locks.class);

  private final DiskOps disk;
  private final SafeFolders folders;
  private final TempJournal journal;
  private final TempNames names;
  private final LockJudge judge;
  private final Quarantine quarantine;
  private final InstantSource clock;
  private final Set<HeldLock> held = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Instant> lastTaken = new AtomicReference<>(Instant.EPOCH);

  Locks(
      DiskOps disk,
      SafeFolders folders,
      TempJournal journal,
      TempNames names,
      LockJudge judge,
      Quarantine quarantine,
      InstantSource clock) {
    this.disk = disk;
    this.folders = folders;
    this.journal = journal;
    this.names = names;
    this.judge = judge;
    this.quarantine = quarantine;
    this.clock = clock;
  }

  /**
   * Takes a lock if it is free or stale.
   *
   * @param places where the block may lie; the first one's lock is taken, a living lock beside any
   *     of them counts
   * @return empty when another owner holds it
   */
  Optional<HeldLock> tryLock(List<BlockPlace> places) throws IOException {
    for (BlockPlace place : places) {
      if (!removeIfStale(place.lock())) {
        return Optional.empty();
      }
    }
    return create(places.getFirst().lock());
  }

  /** Removes a lock whose owner is gone; false when there is one that lives. */
  boolean removeIfStale(Path file) throws IOException {
    Optional<FoundLock> found = FoundLock.at(file);
    return found.isEmpty() || judge.isStale(found.get()) && remove(found.get());
  }

  private Optional<HeldLock> create(Path file) throws IOException {
    byte[] content = LockText.ofSelf(uniqueNow()).getBytes(StandardCharsets.UTF_8);
    if (!createExclusively(file, content)) {
      return Optional.empty(); // somebody was faster
    }
    try {
      journal.opening(file);
    } catch (IOException e) {
      disk.delete(file);
      throw e;
    }
    HeldLock lock = new HeldLock(file, content, disk, this::released);
    held.add(lock);
    return Optional.of(lock);
  }

  /**
   * Creates the lock with its content, or not at all: a process that is killed between O_EXCL and
   * the first write would leave a lock of which nobody knows the owner. A link is as exclusive;
   * file systems that have none get O_EXCL itself.
   */
  private boolean createExclusively(Path file, byte[] content) throws IOException {
    Path part = names.beside(file);
    journal.opening(part);
    try {
      disk.createWith(part, content, false);
      try {
        disk.link(file, part);
      } catch (FileAlreadyExistsException e) {
        throw e;
      } catch (IOException | UnsupportedOperationException _) {
        disk.createWith(file, content, false);
      }
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } finally {
      discard(part);
    }
  }

  private void discard(Path part) {
    try {
      disk.delete(part);
      journal.done(part);
    } catch (IOException e) {
      LOG.warn("{} is left for the next sweep: {}", part, DiskErrors.reason(e));
    }
  }

  /**
   * Removes a lock that was judged stale. It is renamed first and looked at under the new name:
   * when somebody else has taken it over meanwhile, what was renamed is theirs and is linked back.
   *
   * @return false when it was not the one judged
   */
  boolean remove(FoundLock judged) throws IOException {
    folders.requireInside(judged.file().getParent());
    Path aside = names.beside(judged.file());
    journal.opening(aside);
    try {
      disk.move(judged.file(), aside);
    } catch (IOException e) {
      journal.done(aside);
      if (DiskErrors.isMissing(e)) {
        return true; // its owner or another waiter has removed it
      }
      throw e;
    }
    Optional<FoundLock> renamed = FoundLock.at(aside);
    boolean same = renamed.map(judged::isSame).orElse(true);
    if (!same) {
      putBack(judged.file(), aside);
    } else if (judged.stamp().isFolder()) {
      quarantine.moveAway(aside, judged.file().getFileName().toString());
    } else {
      disk.delete(aside);
      LOG.info("removed the stale lock {} of {}", judged.file(), judged.owner());
    }
    journal.done(aside);
    return same;
  }

  private void putBack(Path file, Path aside) throws IOException {
    try {
      disk.link(file, aside);
      disk.delete(aside);
    } catch (FileAlreadyExistsException _) {
      disk.delete(aside); // a third one holds it now; the one we displaced fetches the block twice
    } catch (IOException | UnsupportedOperationException _) {
      // no links on this file system
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        disk.delete(aside);
      } else {
        disk.move(aside, file);
      }
    }
  }

  /** Keeps held locks alive; called by the upkeep. */
  void refresh() {
    for (HeldLock lock : held) {
      try {
        lock.refresh();
      } catch (IOException e) {
        LOG.warn("the lock {} could not be refreshed: {}", lock.file(), DiskErrors.reason(e));
      }
    }
  }

  /** Releases all that are still held. */
  @Override
  public void close() {
    held.forEach(HeldLock::close);
  }

  private void released(HeldLock lock) {
    held.remove(lock);
    journal.done(lock.file());
  }

  /** The clock's time, but never the same twice: two locks of this process differ in content. */
  private Instant uniqueNow() {
    Instant now = clock.instant();
    return lastTaken.updateAndGet(last -> now.isAfter(last) ? now : last.plusNanos(1));
  }
}
