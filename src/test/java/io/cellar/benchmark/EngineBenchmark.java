package io.cellar.benchmark;

import io.cellar.engine.BlockRequest;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.RegionFetch;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How fast the engine is beside what the network allows; writes {@code target/bench/engine.md}.
 * Figures, no verdicts.
 */
@Tag("benchmark")
class EngineBenchmark {
  private static final BenchTable TABLE = new BenchTable("engine");

  @Test
  void warmThroughput16() throws Exception {
    warm(16, 64, 2000);
  }

  @Test
  void warmThroughput64() throws Exception {
    warm(64, 32, 4000);
  }

  private void warm(int requests, int edge, int blocks) throws Exception {
    int first = 500;
    try (BenchServer server = new BenchServer(edge, Duration.ofMillis(50));
        Volumes volumes = Volumes.forCommand(requests)) {
      Path file = describe(server, edge, 1, 50, (first + blocks) / 50);
      PlainClient.run(server.port(), requests, 200);
      double plain = PlainClient.run(server.port(), requests, blocks);
      server.mostOpen.set(0);
      try (VolumeSession session =
              volumes.open(volumes.describe(file.toString(), false).levels().getFirst(), false);
          RegionFetch fetch = fetch(session)) {
        while (fetch.progress().done() < first) {
          LockSupport.parkNanos(1_000_000);
        }
        long done = fetch.progress().done();
        long start = System.nanoTime();
        fetch.done().get(5, TimeUnit.MINUTES);
        double seconds = (System.nanoTime() - start) / 1e9;
        double ours = (fetch.progress().done() - done) / seconds;
        TABLE.row(
            "warm, N = %d, %d KiB: %.0f blocks/s, plain client %.0f, ratio %.3f, most open %d,"
                + " failed %d",
            requests,
            edge * edge * edge / 1024,
            ours,
            blocks / plain,
            ours * plain / blocks,
            server.mostOpen.get(),
            fetch.progress().failed());
      }
    }
  }

  @Test
  void view() throws Exception {
    secondsOfView("first");
    double warm = Double.MAX_VALUE;
    for (int n = 0; n < 5; n++) {
      warm = Math.min(warm, secondsOfView("warm"));
    }
    TABLE.figure("view", warm);
  }

  private static double secondsOfView(String when) throws Exception {
    try (BenchServer server = new BenchServer(64, Duration.ofMillis(50));
        Volumes volumes = Volumes.forCommand(0)) {
      Path file = describe(server, 64, 1, 18, 30);
      try (VolumeSession session =
              volumes.open(volumes.describe(file.toString(), false).levels().getFirst(), false);
          Requester view = session.engine().requester("view")) {
        long start = System.nanoTime();
        List<BlockRequest> tickets = new ArrayList<>();
        for (int n = 0; n < 540; n++) {
          tickets.add(view.request(new BlockKey(session.fileset(), n), Priority.visible(0, n)));
        }
        for (BlockRequest ticket : tickets) {
          ticket.block().get(1, TimeUnit.MINUTES);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        TABLE.row("a view of 540 blocks, 50 ms, %s: %.3f s", when, seconds);
        return seconds;
      }
    }
  }

  @Test
  void visibleDuringBulk() throws Exception {
    TABLE.figure("visible-during-bulk", visibleDuring(1));
  }

  @Test
  void visibleDuringThreeJobs() throws Exception {
    visibleDuring(3);
  }

  /** How much longer a visible block takes while so many fetches share the engine. */
  private static double visibleDuring(int fetches) throws Exception {
    List<RegionFetch> bulk = new ArrayList<>();
    try (BenchServer server = new BenchServer(32, Duration.ofMillis(200));
        Volumes volumes = Volumes.forCommand(0)) {
      Path file = describe(server, 32, 10, 100, 20);
      try (VolumeSession session =
              volumes.open(volumes.describe(file.toString(), false).levels().getFirst(), false);
          Requester view = session.engine().requester("view")) {
        double alone = medianOf50(session, view, 19_900);
        for (int n = 0; n < fetches; n++) {
          Roi part = new Roi(new long[] {32L * n, 0, 0}, new long[] {32L * (n + 5), 3200, 640});
          bulk.add(
              RegionFetch.start(session, "bulk " + n, part, FetchOptions.patient(BlockOrder.SCAN)));
        }
        while (bulk.stream().anyMatch(fetch -> fetch.progress().done() < 50)) {
          LockSupport.parkNanos(1_000_000);
        }
        double during = medianOf50(session, view, 19_800);
        TABLE.row(
            "visible block at 200 ms: alone %.0f ms, during %d bulk fetches %.0f ms, ratio %.2f",
            alone * 1e3, fetches, during * 1e3, during / alone);
        bulk.forEach(RegionFetch::cancel);
        return during / alone;
      } finally {
        bulk.forEach(RegionFetch::close);
      }
    }
  }

  private static double medianOf50(VolumeSession session, Requester view, int from)
      throws Exception {
    double[] seconds = new double[50];
    for (int n = 0; n < seconds.length; n++) {
      long start = System.nanoTime();
      view.request(new BlockKey(session.fileset(), from + n), Priority.visible(0, 0))
          .block()
          .get(1, TimeUnit.MINUTES);
      seconds[n] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    return (seconds[24] + seconds[25]) / 2;
  }

  @Test
  void millionBlockPlan() throws Exception {
    try (BenchServer server = new BenchServer(32, Duration.ofMillis(50));
        Volumes volumes = Volumes.forCommand(0)) {
      Path file = describe(server, 32, 100, 100, 100);
      try (VolumeSession session =
          volumes.open(volumes.describe(file.toString(), false).levels().getFirst(), false)) {
        long before = usedHeap();
        long start = System.nanoTime();
        try (RegionFetch fetch = fetch(session)) {
          while (server.requests.get() == 0) {
            LockSupport.parkNanos(100_000);
          }
          double first = (System.nanoTime() - start) / 1e9;
          while (fetch.progress().done() < 2000) {
            LockSupport.parkNanos(1_000_000);
          }
          TABLE.figure("million-first-request", first);
          TABLE.row(
              "plan of 10^6 blocks: first request after %.3f s, heap %+d MiB with 2,000 done",
              first, (usedHeap() - before) >> 20);
          fetch.cancel();
        }
      }
    }
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static RegionFetch fetch(VolumeSession session) {
    return RegionFetch.start(
        session,
        "bench",
        session.description().geometry().view(),
        FetchOptions.impatient(BlockOrder.SCAN, Duration.ofSeconds(30)));
  }

  private static Path describe(BenchServer server, int edge, long... grid) throws IOException {
    return BenchVolume.describe(BenchTable.folder("engine"), server, edge, grid);
  }

  @AfterAll
  static void write() throws IOException {
    TABLE.write();
  }
}
