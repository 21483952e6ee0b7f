package io.cellar.benchmark;

import io.cellar.engine.BulkRig;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchProgress;
import io.cellar.job.FetchTarget;
import io.cellar.job.RegionFetch;
import io.cellar.store.Coverage;
import io.cellar.store.Durability;
import io.cellar.store.FilesetStore;
import io.cellar.store.Provenance;
import io.cellar.store.StoreOptions;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.DType;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the coverage costs: opening it, and a fetch over blocks that are all there; writes {@code
 * target/bench/coverage.md}. Figures, no verdicts.
 */
@Tag("benchmark")
class CoverageBenchmark {
  private static final BenchTable TABLE = new BenchTable("coverage");
  private static final com.sun.management.OperatingSystemMXBean PROCESS =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Test
  void opening() throws Exception {
    open("full coverage", 10_000, 1);
    open("full coverage", 100_000_000, 1);
    open("every third block of the coverage", 100_000_000, 3);
  }

  private void open(String what, long blocks, int step) throws Exception {
    ArrayGeometry array = cubes(new long[] {1, 1, blocks}, 1);
    CacheLayout layout = under(BenchTable.folder("coverage"));
    try (FilesetStore store = FilesetStore.open(array, layout, StoreOptions.cache())) {
      for (long n = 0; n < blocks; n += step) {
        store.coverage().set(n, Coverage.State.AVAILABLE);
      }
      double seconds = seconds(() -> store.saveCoverage());
      TABLE.row("%s of %,d blocks: saved in %.3f s", what, blocks, seconds);
    }
    long bytes = Files.size(layout.root().resolve(".cellar/coverage.bin"));
    for (int round = 0; round < 3; round++) {
      long before = usedHeap();
      long cpu = PROCESS.getProcessCpuTime();
      long start = System.nanoTime();
      try (FilesetStore store = FilesetStore.open(array, layout, StoreOptions.cache())) {
        long available = store.coverage().count(Coverage.State.AVAILABLE);
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
        TABLE.row(
            "%s of %,d blocks, %,d bytes: opened in %.4f s, %.3f CPU s, heap %+.1f MiB, %,d"
                + " available",
            what, blocks, bytes, seconds, busy, (usedHeap() - before) / 1048576.0, available);
        Roi most = new Roi(new long[] {0, 0, 1}, array.shape());
        double counting = seconds(() -> store.coverage().count(most, Coverage.State.AVAILABLE));
        TABLE.row("  counted all but one of them in %.4f s", counting);
        store.coverage().set(blocks / 2, Coverage.State.FAILED);
        TABLE.row("  saved after one change in %.4f s", seconds(store::saveCoverage));
        store.coverage().set(blocks / 2, Coverage.State.AVAILABLE);
      }
    }
  }

  @Test
  void walk() throws Exception {
    int blocks = 1_000_000;
    try (BulkRig rig = new BulkRig(blocks)) {
      for (int n = 0; n < blocks; n++) {
        rig.putOnDisk(n);
        rig.store().coverage().set(n, Coverage.State.AVAILABLE);
      }
      for (BlockOrder order : new BlockOrder[] {BlockOrder.CENTRE, BlockOrder.SCAN}) {
        FetchTarget target =
            new FetchTarget(
                rig.fileset(),
                rig.store(),
                Optional.of(rig.store()),
                0,
                Roi.ofShape(rig.store().geometry().shape()));
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        try (RegionFetch fetch =
            RegionFetch.start(
                rig.engine(),
                rig.time(),
                "bench",
                List.of(target),
                FetchOptions.impatient(order, Duration.ofMinutes(10)))) {
          FetchProgress end = fetch.done().get(5, TimeUnit.MINUTES);
          TABLE.row(
              "fetch over %,d blocks that are there, no disk, %s: %.2f s, %.2f CPU s, %,d skipped",
              blocks,
              order,
              (System.nanoTime() - start) / 1e9,
              (PROCESS.getProcessCpuTime() - cpu) / 1e9,
              end.skipped());
        }
      }
    }
  }

  @Test
  void looksAtFiles() throws Exception {
    int edge = 22;
    int blocks = edge * edge * edge;
    ArrayGeometry array = cubes(new long[] {edge, edge, edge}, 4);
    CacheLayout layout = under(BenchTable.folder("files"));
    StoreOptions options = StoreOptions.cache().withDurability(Durability.NONE);
    try (FilesetStore store = FilesetStore.open(array, layout, options)) {
      byte[] file = store.encode(new Block(DType.UINT8, new long[] {4, 4, 4}, new byte[64]));
      Provenance from = new Provenance("http://example.org/", Optional.empty(), Instant.EPOCH);
      for (int n = 0; n < blocks; n++) {
        store.publish(n, file, from);
      }
    }
    try (FilesetStore store = FilesetStore.open(array, layout, options)) {
      for (int round = 0; round < 3; round++) {
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        long there = 0;
        for (int n = 0; n < blocks; n++) {
          there += store.isAvailable(n) ? 1 : 0;
        }
        TABLE.row(
            "a look at the files of %,d blocks: %.2f s, %.2f CPU s, %,d there",
            blocks,
            (System.nanoTime() - start) / 1e9,
            (PROCESS.getProcessCpuTime() - cpu) / 1e9,
            there);
      }
    }
  }

  private static ArrayGeometry cubes(long[] grid, long edge) {
    long[] shape = Arrays.stream(grid).map(n -> n * edge).toArray();
    return ArrayGeometry.whole(
        Axes.parse("zyx"), DType.UINT8, shape, new long[] {edge, edge, edge});
  }

  private static CacheLayout under(Path root) {
    return new CacheLayout(
        "bench", root, PythonFormat.parse("block-{roiString}.h5"), "/cube", BlockEncoding.PLAIN);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @AfterAll
  static void write() throws IOException {
    TABLE.write();
  }
}
