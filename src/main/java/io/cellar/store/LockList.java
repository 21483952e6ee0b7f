package io.cellar.store;

import io.cellar.volume.ArrayGeometry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The lock files of the view: what {@code cellar locks} lists and removes. */
public final class LockList {
  private final ArrayGeometry geometry;
  private final BlockPaths paths;
  private final LockJudge judge;
  private final LockJudge onlooker;
  private final Locks locks;

  /**
   * @param judge tells ages by the file system's clock, for which it writes into the cache
   * @param onlooker tells them without, for those who only list
   */
  LockList(
      ArrayGeometry geometry, BlockPaths paths, LockJudge judge, LockJudge onlooker, Locks locks) {
    this.geometry = geometry;
    this.paths = paths;
    this.judge = judge;
    this.onlooker = onlooker;
    this.locks = locks;
  }

  /**
   * Gives the locks of the view in scan order as they are found. Writes nothing: ages are those by
   * this machine's clock.
   *
   * @return how many there are
   */
  public long forEach(Consumer<LockInfo> action) throws StoreException {
    return visit(
        lock -> {
          action.accept(lock.info());
          return true;
        });
  }

  /**
   * Removes the locks of the view, whoever holds them: for the user to decide, when no other
   * program works on the cache. A lock that changes hands meanwhile stays.
   *
   * @param removed is told of each that was removed
   * @return how many were
   */
  public long purge(Consumer<LockInfo> removed) throws StoreException {
    return visit(
        lock -> {
          boolean gone = locks.remove(lock.found());
          if (gone) {
            removed.accept(lock.info());
          }
          return gone;
        });
  }

  /** What is known of the lock of one block; empty when there is none. */
  Optional<LockInfo> info(long index) throws StoreException {
    try {
      for (Spelling spelling : Spelling.values()) {
        Optional<FoundLock> found = FoundLock.at(paths.place(index, spelling).lock());
        if (found.isPresent()) {
          return found.map(f -> info(index, f, judge));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw DiskErrors.reading("cannot read the lock of block " + index, paths.folder(index), e);
    }
  }

  /** That a block's file stays, because another program has locked it. */
  StoreException keeps(long index, Path file) {
    String owner;
    try {
      owner = info(index).map(LockInfo::owner).orElse("another program");
    } catch (StoreException _) {
      owner = "another program";
    }
    return new StoreException(
        "block "
            + index
            + " ("
            + file
            + ") is locked by "
            + owner
            + " and was not deleted. Wait until that program is done; cellar locks tells more.",
        null);
  }

  private record Entry(LockInfo info, FoundLock found) {}

  private interface Step {
    boolean counts(Entry lock) throws IOException;
  }

  private long visit(Step step) throws StoreException {
    long[] n = new long[1];
    try {
      BlockWalk.walk(
          paths,
          geometry.storedView(),
          (index, folder) -> {
            for (FoundLock found : of(index)) {
              n[0] += step.counts(new Entry(info(index, found, onlooker), found)) ? 1 : 0;
            }
          });
    } catch (IOException e) {
      throw DiskErrors.reading("cannot list the locks", paths.root(), e);
    }
    return n[0];
  }

  private List<FoundLock> of(long index) throws IOException {
    List<FoundLock> found = new ArrayList<>();
    for (Spelling spelling : Spelling.values()) {
      FoundLock.at(paths.place(index, spelling).lock()).ifPresent(found::add);
    }
    return found;
  }

  private static LockInfo info(long index, FoundLock found, LockJudge by) {
    return new LockInfo(index, found.file(), found.owner(), by.age(found), by.isStale(found));
  }
}
