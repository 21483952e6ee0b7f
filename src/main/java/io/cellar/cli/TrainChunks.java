package io.cellar.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Small volumes behind a plain server of files, most of them of chunks, for {@link TrainServer}.
 */
final class TrainChunks implements AutoCloseable {
  /** Voxels of a chunk, along each of three axes: as many as the chunk of bytes below holds. */
  private static final int EDGE = 16;

  private static final int CHUNKS = 4;

  /** As many as {@link #locations} gives. */
  static final int VOLUMES = 3;

  /** A chunk of 4096 bytes as Blosc with zstd packs it: header, place and length, one frame. */
  private static final String BLOSC_CHUNK =
      "AgGQAQAQAAAAEAAAOgAAABQAAAAiAAAAKLUv/WAAD8UAAIABAwUHCQsNDxETFRcZGx0fAQDaP/5cAg==";

  /** A cube of 4 × 4 × 4 zeros as h5py writes it by default, packed by gzip. */
  private static final String H5PY_FILE =
      """
      H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwocOFD5MPkEKM0IpTug9AommDgjWE4CKi4INR9dXUiQqytI
      9X80ALPHgAVCczCMgpEIPFwdA0B0BJQPS6UnmFDVJZcmpSKnRw8K7WVkYIWYxQjjW0BoZogANFkSTTMDXc4IdT8j
      UopmBdIgPhMTEyNEFJJjgNZAk7wDmssKBiQegv38XUA5GpYPFZhH0+YoGAUjFQAA2cTqOEAIAAA=\
      """;

  private static final String FILESET =
      """
      {"_schema_name": "RESTful-blockwise-fileset-description", "_schema_version": 1.0,
       "remote_description": {"_schema_name": "RESTful-volume-description",
        "_schema_version": 1.0, "name": "cube", "format": "hdf5", "axes": "zyx",
        "bounds": [4, 4, 4], "dtype": "uint8", "hdf5_dataset": "cube",
        "url_format": "%s/cube.h5?{x_start}_{x_stop}_{y_start}_{y_stop}_{z_start}_{z_stop}"},
       "local_description": {"_schema_name": "blockwise-fileset-description",
        "_schema_version": 1.0, "name": "cube", "format": "hdf5", "axes": "zyx",
        "shape": [4, 4, 4], "dtype": "uint8", "block_shape": [4, 4, 4],
        "block_file_name_format": "block-{roiString}.h5/cube", "dataset_root_dir": "cube"}}
      """;

  private static final String INFO =
      """
      {"@type": "neuroglancer_multiscale_volume", "type": "image", "data_type": "uint8",
       "num_channels": 1, "scales": [{"key": "0", "size": [%d, 16, 16],
       "chunk_sizes": [[16, 16, 16]], "encoding": "raw", "voxel_offset": [0, 0, 0],
       "resolution": [8, 8, 8]}]}
      """
          .formatted(CHUNKS * EDGE);

  private static final String ZARRAY =
      """
      {"zarr_format": 2, "shape": [%d, 16, 16], "chunks": [16, 16, 16], "dtype": "|u1",
       "order": "C", "fill_value": 0, "filters": null, "dimension_separator": "/",
       "compressor": {"id": "blosc", "cname": "zstd", "clevel": 5, "shuffle": 0, "blocksize": 0}}
      """
          .formatted(CHUNKS * EDGE);

  /** The folder of the volume that may be read as a file as well. */
  static final String ZARR = "zarr";

  private final Path folder;
  private final HttpServer server;

  /**
   * Writes them below a folder and serves them on loopback.
   *
   * @param folder an absolute path that does not exist yet
   */
  TrainChunks(Path folder) throws IOException {
    this.folder = folder;
    byte[] raw = new byte[EDGE * EDGE * EDGE];
    byte[] packed = Base64.getDecoder().decode(BLOSC_CHUNK);
    write("precomputed/info", INFO.getBytes(StandardCharsets.UTF_8));
    write("zarr/.zarray", ZARRAY.getBytes(StandardCharsets.UTF_8));
    for (int n = 0; n < CHUNKS; n++) {
      write("precomputed/0/%d-%d_0-16_0-16".formatted(n * EDGE, (n + 1) * EDGE), raw);
      write("zarr/%d/0/0".formatted(n), packed);
    }
    byte[] cube = Base64.getMimeDecoder().decode(H5PY_FILE);
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(cube))) {
      write("cube.h5", unpacked.readAllBytes());
    }
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(address, 0);
    server.createContext("/", this::answer);
    server.start();
    write("cube.json", FILESET.formatted(top()).getBytes(StandardCharsets.UTF_8));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
      if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] bytes = Files.readAllBytes(file);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** Where they are, as a user would name them. */
  List<String> locations() {
    return List.of(
        "precomputed://" + top() + "/precomputed",
        "zarr://" + top() + "/zarr",
        folder.resolve("cube.json").toString());
  }

  private String top() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
