package io.cellar.store;

import java.time.Duration;
import java.time.InstantSource;

/** The lock protocol by itself. */
final class LocksFor {
  private LocksFor() {}

  static Locks of(Sample.Fileset fileset) {
    DiskOps disk = new RealDisk();
    BlockPaths paths = fileset.paths();
    SafeFolders folders = new SafeFolders(paths.root(), disk);
    InstantSource clock = InstantSource.system();
    TempNames names = new TempNames();
    TempJournal journal = new TempJournal(paths, folders, disk, names, clock);
    FileSystemClock time = new FileSystemClock(paths, disk, folders, journal, names);
    Duration stale = Duration.ofMinutes(2);
    return new Locks(
        disk,
        folders,
        journal,
        names,
        new LockJudge(time::now, clock, stale),
        new LockMaker(disk, paths, journal, clock, stale.dividedBy(4)),
        new Quarantine(disk, folders, paths, clock),
        clock,
        stale.dividedBy(2));
  }
}
