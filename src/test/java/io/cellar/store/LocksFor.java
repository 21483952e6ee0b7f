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
    TempJournal journal = new TempJournal(paths, folders, clock);
    TempNames names = new TempNames();
    FileSystemClock time = new FileSystemClock(paths, disk, folders, journal, names);
    return new Locks(
        disk,
        folders,
        journal,
        names,
        new LockJudge(time::now, clock, Duration.ofMinutes(2)),
        new Quarantine(disk, folders, paths, clock),
        clock);
  }
}
