package io.cellar.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
  private final LockMaker maker;
  private final Quarantine quarantine;
  private final InstantSource clock;
  private final Duration certain;

  /** The locks that are held or about to be taken. */
  private final Set<Path> claimed = ConcurrentHashMap.newKeySet();

  private final Set<HeldLock> held = ConcurrentHashMap.newKeySet();

  /**
   * @param certain for how long nobody takes a lock over that was touched
   */
  Locks(
      DiskOps disk,
      SafeFolders folders,
      TempJournal journal,
      TempNames names,
      LockJudge judge,
      LockMaker maker,
      Quarantine quarantine,
      InstantSource clock,
      Duration certain) {
    this.disk = disk;
    this.folders = folders;
    this.journal = journal;
    this.names = names;
    this.judge = judge;
    this.maker = maker;
    this.quarantine = quarantine;
    this.clock = clock;
    this.certain = certain;
  }

  /**
   * Takes a lock if it is free or stale.
   *
   * @param site where the block is to be written
   * @param elsewhere where else it may lie: a living lock there counts
   * @return empty when another owner holds it
   */
  Optional<HeldLock> tryLock(BlockSite site, List<BlockPlace> elsewhere) throws IOException {
    Path file = site.place().lock();
    if (!claimed.add(file)) {
      return Optional.empty();
    }
    Path folder = site.place().folder();
    Optional<LockMaker.Made> made = Optional.empty();
    boolean noted = false;
    try {
      for (BlockPlace place : elsewhere) {
        if (!removeIfStale(place.lock())) {
          return Optional.empty();
        }
      }
      journal.opening(folder);
      noted = true;
      made = take(file);
    } finally {
      if (made.isEmpty()) {
        claimed.remove(file);
        if (noted) {
          journal.done(folder);
        }
      }
    }
    if (made.isEmpty()) {
      return Optional.empty();
    }
    HeldLock lock =
        new HeldLock(site.locked(clock), made.get(), disk, clock, certain, this::released);
    held.add(lock);
    return Optional.of(lock);
  }

  private Optional<LockMaker.Made> take(Path file) throws IOException {
    Optional<LockMaker.Made> made = maker.make(file);
    if (made.isPresent()) {
      return made;
    }
    Optional<FoundLock> found = FoundLock.at(file);
    Optional<LockMaker.Made> ours = found.flatMap(maker::ours);
    if (ours.isPresent()) {
      return ours; // nobody in this process holds it: it could not be removed
    }
    return found.isEmpty() || judge.isStale(found.get()) && remove(found.get())
        ? maker.make(file)
        : Optional.empty();
  }

  /** Removes a lock whose owner is gone; false when there is one that lives. */
  boolean removeIfStale(Path file) throws IOException {
    Optional<FoundLock> found = FoundLock.at(file);
    return found.isEmpty() || judge.isStale(found.get()) && remove(found.get());
  }

  /** Removes a lock from beside a block where its owner is gone; one that lives stays. */
  void clearIfStale(BlockPlace place) {
    try {
      if (Files.exists(place.lock(), LinkOption.NOFOLLOW_LINKS)) {
        removeIfStale(place.lock());
      }
    } catch (IOException e) {
      LOG.debug("{} stays", place.lock(), e);
    }
  }

  /** Where a block is to be written whose lock somebody holds; empty when it is none of these. */
  Optional<BlockSite> siteOf(BlockLock lock, long index) {
    return lock instanceof HeldLock mine && mine.site().index() == index && held.contains(mine)
        ? Optional.of(mine.site())
        : Optional.empty();
  }

  /**
   * Removes a lock that was judged stale. It is renamed first and looked at under the new name:
   * when somebody else has taken it over meanwhile, what was renamed is theirs and is linked back.
   *
   * @return false when it was not the one judged
   */
  boolean remove(FoundLock judged) throws IOException {
    Path folder = judged.file().getParent();
    folders.requireInside(folder);
    Path aside = names.beside(judged.file());
    journal.opening(folder);
    try {
      disk.move(judged.file(), aside);
    } catch (IOException e) {
      journal.done(folder);
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
    journal.done(folder);
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

  /**
   * Keeps held locks alive; called by the upkeep. Where there are none, nothing is left on disk.
   */
  void refresh() {
    if (claimed.isEmpty()) {
      maker.close();
    }
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
    maker.close();
  }

  private void released(HeldLock lock, boolean gone) {
    held.remove(lock);
    if (gone) {
      journal.done(lock.site().place().folder());
    }
    claimed.remove(lock.file());
  }
}
