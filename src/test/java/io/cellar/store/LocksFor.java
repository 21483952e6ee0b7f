package io.cellar.store;

import io.cellar.volume.LocalFileset;
import java.time.Duration;
import java.time.InstantSource;

/** The lock protocol by itself. */
final class LocksFor {
  private LocksFor() {}

  static Locks of(LocalFileset fileset) {
    DiskOps disk = new RealDisk();
    BlockPaths paths = new BlockPaths(fileset);
    SafeFolders folders = new SafeFolders(paths.root(), disk);
    InstantSource clock = InstantSource.system();
    LockJudge judge =
        new LockJudge(new FileSystemClock(paths, folders), clock, Duration.ofMinutes(2));
    return new Locks(
        disk,
        new TempJournal(paths, folders, clock),
        new TempNames(),
        judge,
        new Quarantine(disk, folders, paths, clock),
        clock);
  }
}
