package io.cellar.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long a view of 540 blocks of 64³ takes from the command line to the complete picture, from a
 * server that answers after 50 ms: the same voxels as HDF5 files of boxes and as raw chunks of a
 * precomputed volume, alternating, each time with an empty cache; writes {@code
 * target/bench/first-picture.md}.
 */
@Tag("benchmark")
class FirstPictureBenchmark {
  private static final int REPEATS = Integer.getInteger("cellar.repeats", 7);

  @Test
  void fromTheCommandLine() throws Exception {
    try (BenchServer server = new BenchServer(64, Duration.ofMillis(50))) {
      String chunks = "http://127.0.0.1:" + server.port() + "/raw/";
      List<Double> ofBoxes = new ArrayList<>();
      List<Double> ofChunks = new ArrayList<>();
      List<Double> named = new ArrayList<>();
      for (int n = 0; n <= REPEATS; n++) {
        double box = seconds(boxes(server), "boxes");
        double chunk = seconds(chunks, "chunks");
        double known = seconds("precomputed://" + chunks, "named");
        if (n > 0) {
          ofBoxes.add(box);
          ofChunks.add(chunk);
          named.add(known);
        }
      }
      BenchTable table = new BenchTable("first-picture");
      table.row(
          "first picture, 540 blocks, 50 ms: boxes %.3f s, chunks %.3f s, ratio %.2f; with"
              + " the format named %.3f s, ratio %.2f",
          median(ofBoxes),
          median(ofChunks),
          median(ofChunks) / median(ofBoxes),
          median(named),
          median(named) / median(ofBoxes));
      table.write();
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double seconds(String location, String name) throws Exception {
    Path folder = BenchTable.folder(name);
    long start = System.nanoTime();
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "io.cellar.Main",
            "slice",
            location,
            "--axis",
            "z",
            "--at",
            "20",
            "--out",
            folder.resolve("slice.png").toString());
    command.environment().put("CELLAR_HOME", folder.resolve("home").toString());
    Process process = command.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** A description in a folder of its own, since its cache lies beside it. */
  private static String boxes(BenchServer server) throws IOException {
    return BenchVolume.describe(BenchTable.folder("boxes"), server, 64, 1, 18, 30).toString();
  }
}
