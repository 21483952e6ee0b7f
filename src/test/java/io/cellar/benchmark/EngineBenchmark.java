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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the engine is beside what the network allows; writes {@code target/benchmark.md}.
 * Figures, no verdicts.
 */
@Tag("benchmark")
class EngineBenchmark {
  private static final List<String> ROWS = new ArrayList<>();

  @TempDir Path folder;

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
      Path file = describe(server, edge, new long[] {1, 50, (first + blocks) / 50});
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
        row(
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
  void coldView() throws Exception {
    try (BenchServer server = new BenchServer(64, Duration.ofMillis(50));
        Volumes volumes = Volumes.forCommand(0)) {
      Path file = describe(server, 64, new long[] {1, 18, 30});
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
        row("cold view, 540 blocks, 50 ms: %.3f s", (System.nanoTime() - start) / 1e9);
      }
    }
  }

  @Test
  void visibleDuringBulk() throws Exception {
    try (BenchServer server = new BenchServer(32, Duration.ofMillis(200));
        Volumes volumes = Volumes.forCommand(0)) {
      Path file = describe(server, 32, new long[] {10, 100, 20});
      try (VolumeSession session =
              volumes.open(volumes.describe(file.toString(), false).levels().getFirst(), false);
          Requester view = session.engine().requester("view")) {
        double alone = medianOf50(session, view, 19_900);
        try (RegionFetch fetch =
            RegionFetch.start(
                session,
                "bulk",
                Roi.ofShape(160, 3200, 640),
                FetchOptions.patient(BlockOrder.SCAN))) {
          while (fetch.progress().done() < 50) {
            LockSupport.parkNanos(1_000_000);
          }
          double during = medianOf50(session, view, 19_800);
          row(
              "visible block at 200 ms: alone %.0f ms, during a bulk fetch %.0f ms, ratio %.2f",
              alone * 1e3, during * 1e3, during / alone);
          fetch.cancel();
        }
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
      Path file = describe(server, 32, new long[] {100, 100, 100});
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
          row(
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

  private Path describe(BenchServer server, int edge, long[] grid) throws IOException {
    long[] shape = Arrays.stream(grid).map(n -> n * edge).toArray();
    Path file = folder.resolve("bench-" + edge + "-" + server.port() + ".json");
    String url =
        "http://127.0.0.1:%d/{x_start}-{x_stop}_{y_start}-{y_stop}_{z_start}-{z_stop}"
            .formatted(server.port());
    return Files.writeString(
        file,
        """
        {"_schema_name": "RESTful-blockwise-fileset-description", "_schema_version": 1.0,
         "remote_description": {"_schema_name": "RESTful-volume-description",
          "_schema_version": 1.0, "name": "bench", "format": "hdf5", "axes": "zyx",
          "dtype": "uint8", "bounds": %s, "url_format": "%s", "hdf5_dataset": "cube"},
         "local_description": {"_schema_name": "blockwise-fileset-description",
          "_schema_version": 1.1, "name": "bench", "format": "hdf5", "axes": "zyx",
          "shape": %s, "dtype": "uint8", "block_shape": [%d, %d, %d],
          "block_file_name_format": "block-{roiString}.h5/cube",
          "dataset_root_dir": "blocks-%d"}}
        """
            .formatted(
                Arrays.toString(shape),
                url,
                Arrays.toString(shape),
                edge,
                edge,
                edge,
                server.port()));
  }

  private static void row(String form, Object... values) {
    ROWS.add("- " + String.format(Locale.ROOT, form, values));
  }

  @AfterAll
  static void write() throws IOException {
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target/benchmark.md"), ROWS);
  }
}
