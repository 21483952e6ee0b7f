package io.cellar.faults;

import io.cellar.job.FetchProgress;
import io.cellar.store.BlockLock;
import io.cellar.store.FilesetStore;
import io.cellar.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Locks whose owner is gone, or was never one: row 22. */
final class LockRows {
  /** How long a lock that may be alive is respected here, and what goes with it. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String GONE = "Owning process args:\n/usr/bin/java\npid: %s\nhost: %s\n";

  private LockRows() {}

  /** One kind: what lies where a lock should be, and how old it is. */
  private record Kind(String name, String content, Duration age) {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(
            22,
            "locks of other hosts, the dead, nobody; from the future; folders",
            LockRows::stale));
  }

  private static void stale(Score score, Scale scale) throws Exception {
    try (FaultRig rig = new FaultRig(9)) {
      List<Path> locks = paths(rig);
      List<Kind> kinds = kinds(Files.readString(locks.removeLast()));
      for (int i = 0; i < kinds.size(); i++) {
        put(locks.get(i), kinds.get(i));
        score.injected(1);
      }
      Path folder = locks.get(kinds.size());
      Files.createDirectories(folder);
      Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minusSeconds(300)));
      score.injected(1);
      long start = System.nanoTime();
      try (Client client = rig.client(ClientOptions.usual())) {
        FetchProgress p = client.fetchAll(score, LIMIT);
        score.require(p.fetched() == p.blocks(), "not whole: " + p);
      }
      score.deliver(rig.oracle().look(rig.root()));
      score.remark(
          "%d kinds: all blocks there after %.1f s (limit %d s)",
          kinds.size() + 1, (System.nanoTime() - start) / 1e9, LIMIT.toSeconds());
    }
  }

  /** Where the locks of all blocks lie; behind them a copy of a lock of this process. */
  private static List<Path> paths(FaultRig rig) throws IOException {
    List<Path> paths = new ArrayList<>();
    Path copy = rig.folder().resolve("lock.txt");
    try (FilesetStore store =
        FilesetStore.open(
            rig.description().geometry(), rig.description().cache(), StoreOptions.cache())) {
      for (long index = 0; index < store.grid().count(); index++) {
        try (BlockLock _ = store.tryLock(index).orElseThrow();
            Stream<Path> files = Files.walk(rig.root())) {
          Path lock = files.filter(f -> f.toString().endsWith(".lock")).findFirst().orElseThrow();
          Files.writeString(copy, Files.readString(lock));
          paths.add(lock);
        }
      }
    }
    paths.add(copy);
    return paths;
  }

  private static List<Kind> kinds(String own) throws Exception {
    String host = own.lines().filter(l -> l.startsWith("host: ")).findFirst().orElseThrow();
    String name = host.substring("host: ".length());
    String reused = own.replaceAll("process started: .*", "process started: 2001-01-01T00:00:00Z");
    return List.of(
        new Kind("another host, fresh", GONE.formatted("1", "elsewhere"), Duration.ZERO),
        new Kind("another host, old", GONE.formatted("1", "elsewhere"), Duration.ofMinutes(3)),
        new Kind("a dead process", GONE.formatted(dead(), name), Duration.ZERO),
        new Kind("a number used again", reused, Duration.ZERO),
        new Kind("empty", "", Duration.ZERO),
        new Kind("garbage", "\0\1\2garbage", Duration.ZERO),
        new Kind("the future", "", Duration.ofDays(-3650)));
  }

  private static long dead() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }

  private static void put(Path file, Kind kind) throws IOException {
    Files.writeString(file, kind.content());
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(kind.age())));
  }
}
