package io.cellar.faults;

import io.cellar.engine.EngineTime;
import io.cellar.engine.host.Breaker;
import io.cellar.engine.host.RetryRules;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchProgress;
import io.cellar.job.RegionFetch;
import io.cellar.store.BlockLock;
import io.cellar.store.FilesetStore;
import io.cellar.store.StoreOptions;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The wall clock is set while something waits: row 23. */
final class ClockRows {
  private static final int BLOCKS = 6;

  private ClockRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(
            23, "the wall clock is set while waiting for a host and for a lock", ClockRows::jumps));
  }

  /** A wall clock that can be set; durations and alarms are the machine's. */
  private static final class WallClock implements EngineTime {
    private final EngineTime machine = EngineTime.system();
    private volatile Duration off = Duration.ZERO;

    @Override
    public long nanos() {
      return machine.nanos();
    }

    @Override
    public Instant now() {
      return Instant.now().plus(off);
    }

    @Override
    public void after(Duration delay, Runnable task) {
      machine.after(delay, task);
    }

    @Override
    public void close() {
      machine.close();
    }
  }

  private static void jumps(Score score, Scale scale) throws Exception {
    List<Duration> jumps =
        List.of(
            Duration.ofHours(1),
            Duration.ofHours(-1),
            Duration.ofDays(3650),
            Duration.ofDays(-3650),
            Duration.ofSeconds(61),
            Duration.ofSeconds(-61));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Duration jump : jumps) {
        all.add(
            threads.submit(
                () -> {
                  jump(jump, score);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    score.remark("%d jumps; %d stuck waits", jumps.size(), score.hangs());
  }

  private static void jump(Duration jump, Score score) throws Exception {
    WallClock clock = new WallClock();
    try (FaultRig rig = new FaultRig(BLOCKS);
        BusyServer busy = new BusyServer(rig, 503, "seconds");
        FilesetStore other =
            FilesetStore.open(
                rig.description().geometry(), rig.description().cache(), StoreOptions.cache());
        BlockLock _ = other.tryLock(BLOCKS - 1).orElseThrow()) {
      Path lock = lock(rig.root());
      String content = Files.readString(lock);
      VolumeDescription volume =
          rig.describe(
              rig.text("", "blocks")
                  .replace(rig.server().origin(), "http://127.0.0.1:" + busy.port()));
      ClientOptions options =
          ClientOptions.usual()
              .withParallel(1)
              .withBreaker(
                  new Breaker.Rules(
                      1000,
                      100_000,
                      Duration.ofSeconds(1),
                      Duration.ofMillis(100),
                      Duration.ofSeconds(1)))
              .withRetries(
                  new RetryRules(8, 3, Duration.ofMillis(1), Duration.ofMillis(10), BusyServer.CAP))
              .withTime(() -> clock)
              .withStore(StoreOptions.cache().withClock(clock::now));
      try (Client client = new Client(volume, options);
          RegionFetch fetch = client.begin(FetchOptions.patient(BlockOrder.SCAN))) {
        Client.await(score, "the first refusal", () -> busy.refusals() > 0);
        clock.off = jump;
        score.injected(1);
        FetchProgress p = Client.end(fetch, score, Duration.ofSeconds(60));
        score.require(p.fetched() == p.blocks(), jump + ": not whole: " + p);
      }
      score.never("requests too early", busy.early());
      boolean there = Files.exists(lock) && Files.readString(lock).equals(content);
      score.never("living locks stolen", there ? 0 : 1);
      score.deliver(rig.oracle().look(rig.root()));
    }
  }

  private static Path lock(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith(".lock")).findFirst().orElseThrow();
    }
  }
}
