package io.cellar.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * Serves one volume that nearly nothing is stored of, made as it is asked for, as three formats:
 * {@code zarr2/}, {@code zarr3/} (in shards) and {@code precomputed/}. Its voxels are uint8 in
 * chunks of 64³, each level has half of the voxels along each axis. Of each level the chunk in the
 * middle of the grid is stored, with {@link #VALUE} everywhere; the others are 404.
 */
public final class SparseVolumes implements AutoCloseable {
  /** Of all voxels that are stored. */
  public static final int VALUE = 200;

  static final int CHUNK = 64;
  private static final int SHARD = 512;
  private static final Pattern ZARR2 = Pattern.compile("/zarr2/(\\d+)/(\\d+)/(\\d+)/(\\d+)");
  private static final Pattern ZARR3 = Pattern.compile("/zarr3/(\\d+)/c/(\\d+)/(\\d+)/(\\d+)");
  private static final Pattern BOX =
      Pattern.compile("/precomputed/(\\d+)/(\\d+)-(\\d+)_(\\d+)-(\\d+)_(\\d+)-(\\d+)");
  private static final byte[] STORED = new byte[CHUNK * CHUNK * CHUNK];

  static {
    // Else each body waits for the acknowledgement of its head, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Arrays.fill(STORED, (byte) VALUE);
  }

  private final long[] shape;
  private final int levels;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong requests = new AtomicLong();

  private SparseVolumes(long[] shape, int levels, HttpServer http) {
    this.shape = shape.clone();
    this.levels = levels;
    this.http = http;
  }

  /**
   * Starts serving.
   *
   * @param shape zyx, of the finest level
   */
  public static SparseVolumes start(long[] shape, int levels) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 256);
    SparseVolumes server = new SparseVolumes(shape, levels, http);
    http.setExecutor(server.threads);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  /** For a look by hand: serves until the process is ended. */
  public static void main(String[] args) throws Exception {
    SparseVolumes server = start(new long[] {10_000, 100_000, 100_000}, 8);
    System.out.println(server.address(""));
    new CountDownLatch(1).await();
  }

  /** The address of a format's folder. */
  public String address(String format) {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/" + format;
  }

  /** Requests that have come so far. */
  public long requests() {
    return requests.get();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdown();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      Optional<byte[]> body = object(exchange.getRequestURI().getPath());
      if (body.isEmpty()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      int from = 0;
      int to = body.get().length;
      String range = exchange.getRequestHeaders().getFirst("Range");
      if (range != null) {
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        from = ends[0].isEmpty() ? to - Integer.parseInt(ends[1]) : Integer.parseInt(ends[0]);
        to = ends[0].isEmpty() ? to : Integer.parseInt(ends[1]) + 1;
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + body.get().length);
      }
      exchange.sendResponseHeaders(range == null ? 200 : 206, to - from);
      exchange.getResponseBody().write(body.get(), from, to - from);
    }
  }

  private Optional<byte[]> object(String path) {
    Optional<String> text = metadata(path);
    if (text.isPresent()) {
      return text.map(t -> t.getBytes(StandardCharsets.UTF_8));
    }
    Matcher zarr2 = ZARR2.matcher(path);
    if (zarr2.matches()) {
      return inMiddle(number(zarr2, 1), CHUNK, numbers(zarr2, 2, 1))
          ? Optional.of(STORED)
          : Optional.empty();
    }
    Matcher zarr3 = ZARR3.matcher(path);
    if (zarr3.matches()) {
      return inMiddle(number(zarr3, 1), SHARD, numbers(zarr3, 2, 1))
          ? Optional.of(shard(number(zarr3, 1)))
          : Optional.empty();
    }
    Matcher box = BOX.matcher(path);
    if (box.matches()) {
      long[] from = numbers(box, 2, 2);
      long[] to = numbers(box, 3, 2);
      int voxels = 1;
      long[] position = new long[3];
      for (int d = 0; d < 3; d++) {
        position[2 - d] = from[d] / CHUNK;
        voxels *= (int) (to[d] - from[d]);
      }
      return inMiddle(number(box, 1), CHUNK, position)
          ? Optional.of(Arrays.copyOf(STORED, voxels))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static int number(Matcher path, int group) {
    return Integer.parseInt(path.group(group));
  }

  private static long[] numbers(Matcher path, int first, int step) {
    return IntStream.range(0, 3)
        .mapToLong(d -> Long.parseLong(path.group(first + step * d)))
        .toArray();
  }

  /** Position of the stored chunk of a level in its grid, zyx. */
  public long[] middle(int level) {
    return Arrays.stream(shape(level)).map(n -> Math.ceilDiv(n, CHUNK) / 2).toArray();
  }

  /** zyx. */
  public long[] shape(int level) {
    return Arrays.stream(shape).map(n -> Math.ceilDiv(n, 1L << level)).toArray();
  }

  private boolean inMiddle(int level, int edge, long[] position) {
    long[] middle = middle(level);
    return IntStream.range(0, 3).allMatch(d -> position[d] == middle[d] * CHUNK / edge);
  }

  private byte[] shard(int level) {
    int perEdge = SHARD / CHUNK;
    int place = 0;
    for (long n : middle(level)) {
      place = place * perEdge + (int) (n % perEdge);
    }
    int chunks = perEdge * perEdge * perEdge;
    ByteBuffer index = ByteBuffer.allocate(16 * chunks + 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < chunks; n++) {
      index.putLong(n == place ? 0 : -1).putLong(n == place ? STORED.length : -1);
    }
    CRC32C crc = new CRC32C();
    crc.update(index.array(), 0, 16 * chunks);
    index.putInt((int) crc.getValue());
    byte[] shard = Arrays.copyOf(STORED, STORED.length + index.capacity());
    System.arraycopy(index.array(), 0, shard, STORED.length, index.capacity());
    return shard;
  }

  private Optional<String> metadata(String path) {
    Matcher v2 = Pattern.compile("/zarr2/(\\d+)/\\.zarray").matcher(path);
    Matcher v3 = Pattern.compile("/zarr3/(\\d+)/zarr\\.json").matcher(path);
    if (v2.matches() && number(v2, 1) < levels) {
      return Optional.of(
          """
          {"zarr_format": 2, "shape": %s, "chunks": [64, 64, 64], "dtype": "|u1",
           "compressor": null, "fill_value": 0, "order": "C", "filters": null,
           "dimension_separator": "/"}
          """
              .formatted(Arrays.toString(shape(number(v2, 1)))));
    }
    if (v3.matches() && number(v3, 1) < levels) {
      return Optional.of(
          """
          {"zarr_format": 3, "node_type": "array", "shape": %s, "data_type": "uint8",
           "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [512, 512, 512]}},
           "chunk_key_encoding": {"name": "default"}, "fill_value": 0,
           "dimension_names": ["z", "y", "x"],
           "codecs": [{"name": "sharding_indexed", "configuration": {
             "chunk_shape": [64, 64, 64], "codecs": [{"name": "bytes"}],
             "index_codecs": [{"name": "bytes", "configuration": {"endian": "little"}},
                              {"name": "crc32c"}]}}]}
          """
              .formatted(Arrays.toString(shape(number(v3, 1)))));
    }
    return switch (path) {
      case "/zarr2/.zgroup" -> Optional.of("{\"zarr_format\": 2}");
      case "/zarr2/.zattrs" -> Optional.of("{" + multiscales("\"version\": \"0.4\", ") + "}");
      case "/zarr3/zarr.json" ->
          Optional.of(
              """
              {"zarr_format": 3, "node_type": "group",
               "attributes": {"ome": {"version": "0.5", %s}}}
              """
                  .formatted(multiscales("")));
      case "/precomputed/info" -> Optional.of(info());
      default -> Optional.empty();
    };
  }

  private String multiscales(String version) {
    String axis = "{\"name\": \"%s\", \"type\": \"space\", \"unit\": \"nanometer\"}";
    String datasets =
        IntStream.range(0, levels)
            .mapToObj(
                n ->
                    """
                    {"path": "%d", "coordinateTransformations": [{"type": "scale",
                     "scale": [%d, %d, %d]}, {"type": "translation",
                     "translation": [%s, %s, %s]}]}
                    """
                        .formatted(
                            n,
                            4 << n,
                            4 << n,
                            4 << n,
                            ((4 << n) - 4) / 2.0,
                            ((4 << n) - 4) / 2.0,
                            ((4 << n) - 4) / 2.0))
            .collect(Collectors.joining(", "));
    return "\"multiscales\": [{%s\"axes\": [%s, %s, %s], \"datasets\": [%s]}]"
        .formatted(
            version, axis.formatted("z"), axis.formatted("y"), axis.formatted("x"), datasets);
  }

  private String info() {
    String scales =
        IntStream.range(0, levels)
            .mapToObj(
                n -> {
                  long[] zyx = shape(n);
                  return """
                  {"key": "%d", "size": [%d, %d, %d], "chunk_sizes": [[64, 64, 64]],
                   "encoding": "raw", "voxel_offset": [0, 0, 0], "resolution": [%d, %d, %d]}
                  """
                      .formatted(n, zyx[2], zyx[1], zyx[0], 4 << n, 4 << n, 4 << n);
                })
            .collect(Collectors.joining(", "));
    return "{\"type\": \"image\", \"data_type\": \"uint8\", \"num_channels\": 1, \"scales\": ["
        + scales
        + "]}";
  }
}
