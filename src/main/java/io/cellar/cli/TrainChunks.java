package io.cellar.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Small volumes of chunks behind a plain server of files, for {@link TrainServer}. */
final class TrainChunks implements AutoCloseable {
  /** Voxels of a chunk, along each of three axes: as many as the chunk of bytes below holds. */
  private static final int EDGE = 16;

  private static final int CHUNKS = 4;

  /** As many as {@link #locations} gives. */
  static final int VOLUMES = 2;

  /** A chunk of 4096 bytes as Blosc with zstd packs it: header, place and length, one frame. */
  private static final String BLOSC_CHUNK =
      "AgGQAQAQAAAAEAAAOgAAABQAAAAiAAAAKLUv/WAAD8UAAIABAwUHCQsNDxETFRcZGx0fAQDaP/5cAg==";

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
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(address, 0);
    server.createContext("/", this::answer);
    server.start();
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
    String top = "http://127.0.0.1:" + server.getAddress().getPort();
    return List.of("precomputed://" + top + "/precomputed", "zarr://" + top + "/zarr");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
