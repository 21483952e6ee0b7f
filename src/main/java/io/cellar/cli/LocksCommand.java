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
import picocli.CommandLine;

/** {@code cellar locks}: the lock files of the view, with owner and age. */
final class LocksCommand implements Callable<Integer> {
  private final Options options =
      new Options(
          "locks",
          "Lists the locks of a cache; --purge removes them: only when no program uses it.");

  private final Console console;

  private final VolumeOptions volumeOptions = new VolumeOptions(options);

  private final Value<Boolean> purge = options.flag("--purge", "Remove all of them.");

  private final Value<Boolean> json = options.json();

  LocksCommand(Console console) {
    this.console = console;
  }

  CommandLine line() {
    return options.line(this);
  }

  @Override
  public Integer call() throws Exception {
    try (Volumes volumes = Volumes.forCommand(0)) {
      Level level = volumeOptions.describe(volumes);
      try (VolumeSession session = volumes.open(level, true)) {
        FilesetStore store = volumeOptions.cache(session);
        List<LockInfo> locks = new ArrayList<>();
        if (purge.get()) {
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
    if (json.get()) {
      List<Map<String, Object>> list = locks.stream().map(lock -> object(store, lock)).toList();
      console.json(Json.object("locks", list, "purged", purge.get()));
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
        (locks.size() == 1 ? "1 lock" : locks.size() + " locks") + (purge.get() ? " removed" : ""));
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
