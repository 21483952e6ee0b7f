package io.cellar.cli;

import io.cellar.input.Json;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.store.FilesetStore;
import io.cellar.store.LockInfo;
import io.cellar.volume.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cellar locks}: the lock files of the view, with owner and age. */
@Command(
    name = "locks",
    mixinStandardHelpOptions = true,
    description = "Lists the locks of a cache; --purge removes them: only when no program uses it.")
final class LocksCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private VolumeOptions volumeOptions;

  @Option(names = "--purge", description = "Remove all of them.")
  private boolean purge;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  LocksCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    try (Volumes volumes = Volumes.forCommand(0)) {
      Level level = volumeOptions.describe(volumes);
      try (VolumeSession session = volumes.open(level, true)) {
        FilesetStore store = volumeOptions.cache(session);
        List<LockInfo> locks = new ArrayList<>();
        if (purge) {
          store.locks().purge(locks::add);
        } else {
          store.locks().forEach(locks::add);
        }
        report(store, locks);
      }
    }
    return ExitCode.FINE.code();
  }

  private void report(FilesetStore store, List<LockInfo> locks) {
    if (json) {
      List<Map<String, Object>> list = locks.stream().map(lock -> object(store, lock)).toList();
      console.json(Json.object("locks", list, "purged", purge));
      return;
    }
    for (LockInfo lock : locks) {
      console.result(
          Arrays.toString(viewStart(store, lock))
              + " "
              + lock.owner()
              + ", "
              + Durations.words(lock.age())
              + " old"
              + (lock.stale() ? ", stale" : ""));
    }
    console.message(
        (locks.size() == 1 ? "1 lock" : locks.size() + " locks") + (purge ? " removed" : ""));
  }

  private static Map<String, Object> object(FilesetStore store, LockInfo lock) {
    return Json.object(
        "block", viewStart(store, lock),
        "file", lock.file(),
        "owner", lock.owner(),
        "age", lock.age().toMillis() / 1000.0,
        "stale", lock.stale());
  }

  private static long[] viewStart(FilesetStore store, LockInfo lock) {
    return store.geometry().toView(store.grid().roi(lock.index())).start();
  }
}
