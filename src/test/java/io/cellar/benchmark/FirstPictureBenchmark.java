package io.cellar.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a view of 540 blocks of 64³ takes from the command line to the complete picture, from a
 * server that answers after 50 ms: the same voxels as HDF5 files of boxes and as raw chunks of a
 * precomputed volume, alternating, each time with an empty cache.
 */
@Tag("benchmark")
class FirstPictureBenchmark {
  private static final int REPEATS = Integer.getInteger("cellar.repeats", 7);

  @TempDir Path folder;

  @Test
  void fromTheCommandLine() throws Exception {
    try (BenchServer server = new BenchServer(64, Duration.ofMillis(50))) {
      String chunks = "http://127.0.0.1:" + server.port() + "/raw/";
      List<Double> ofBoxes = new ArrayList<>();
      List<Double> ofChunks = new ArrayList<>();
      List<Double> named = new ArrayList<>();
      for (int n = 0; n <= REPEATS; n++) {
        double box = seconds(boxes("boxes" + n, server.port()).toString(), "box" + n);
        double chunk = seconds(chunks, "chunk" + n);
        double known = seconds("precomputed://" + chunks, "named" + n);
        if (n > 0) {
          ofBoxes.add(box);
          ofChunks.add(chunk);
          named.add(known);
        }
      }
      String row =
          String.format(
              Locale.ROOT,
              "- first picture, 540 blocks, 50 ms: boxes %.3f s, chunks %.3f s, ratio %.2f; with"
                  + " the format named %.3f s, ratio %.2f",
              median(ofBoxes),
              median(ofChunks),
              median(ofChunks) / median(ofBoxes),
              median(named),
              median(named) / median(ofBoxes));
      Files.createDirectories(Path.of("target"));
      Files.writeString(Path.of("target/first-picture.md"), row + "\n");
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private double seconds(String location, String name) throws Exception {
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
            folder.resolve(name + ".png").toString());
    command.environment().put("CELLAR_HOME", folder.resolve(name).toString());
    Process process = command.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** A description in a folder of its own, since its cache lies beside it. */
  private Path boxes(String name, int port) throws IOException {
    String shape = Arrays.toString(new long[] {64, 1152, 1920});
    String url =
        "http://127.0.0.1:%d/{x_start}-{x_stop}_{y_start}-{y_stop}_{z_start}-{z_stop}"
            .formatted(port);
    return Files.writeString(
        Files.createDirectory(folder.resolve(name)).resolve("boxes.json"),
        """
        {"_schema_name": "RESTful-blockwise-fileset-description", "_schema_version": 1.0,
         "remote_description": {"_schema_name": "RESTful-volume-description",
          "_schema_version": 1.0, "name": "bench", "format": "hdf5", "axes": "zyx",
          "dtype": "uint8", "bounds": %s, "url_format": "%s", "hdf5_dataset": "cube"},
         "local_description": {"_schema_name": "blockwise-fileset-description",
          "_schema_version": 1.1, "name": "bench", "format": "hdf5", "axes": "zyx",
          "shape": %s, "dtype": "uint8", "block_shape": [64, 64, 64],
          "block_file_name_format": "block-{roiString}.h5/cube",
          "dataset_root_dir": "blocks"}}
        """
            .formatted(shape, url, shape));
  }
}
