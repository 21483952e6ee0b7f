package io.cellar.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A description of a volume of cubes behind a {@link BenchServer}. */
final class BenchVolume {
  private BenchVolume() {}

  /**
   * Writes the description file; the cache will lie beside it.
   *
   * @param grid blocks per axis, zyx
   */
  static Path describe(Path folder, BenchServer server, int edge, long... grid) throws IOException {
    String shape = Arrays.toString(Arrays.stream(grid).map(n -> n * edge).toArray());
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
            .formatted(shape, url, shape, edge, edge, edge, server.port()));
  }
}
