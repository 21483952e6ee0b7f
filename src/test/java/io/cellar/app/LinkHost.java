package io.cellar.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A server on this machine that knows who asked it for what, and with which credentials. */
final class LinkHost implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> credentials = new CopyOnWriteArrayList<>();

  LinkHost() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          requests.add(path);
          List<String> shown = exchange.getRequestHeaders().get("Authorization");
          if (shown != null) {
            credentials.addAll(shown);
          }
          if (silent.contains(path)) {
            awaitClosed();
          }
          String to = redirects.get(path);
          byte[] body = files.get(path);
          if (to != null) {
            exchange.getResponseHeaders().add("Location", to);
          }
          int status = denied.contains(path) ? 403 : to != null ? 302 : body == null ? 404 : 200;
          exchange.sendResponseHeaders(status, body == null || body.length == 0 ? -1 : body.length);
          if (body != null) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
  }

  /** Host and port. */
  String name() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url(String path) {
    return "http://" + name() + path;
  }

  LinkHost with(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** An array of Zarr v2 of 4³ voxels in one chunk. */
  LinkHost withImage(String path) {
    files.put(path + "/0.0.0", new byte[64]);
    return with(
        path + "/.zarray",
        """
        {"zarr_format": 2, "shape": [4, 4, 4], "chunks": [4, 4, 4], "dtype": "|u1",
         "compressor": null, "fill_value": 0, "order": "C", "filters": null}
        """);
  }

  LinkHost redirecting(String path, String to) {
    redirects.put(path, to);
    return this;
  }

  LinkHost denying(String path) {
    denied.add(path);
    return this;
  }

  /** Has no answer for a path. */
  LinkHost silent(String path) {
    silent.add(path);
    return this;
  }

  private void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Paths that were asked for. */
  List<String> requests() {
    return requests;
  }

  /** What was shown of credentials. */
  List<String> credentials() {
    return credentials;
  }

  /** A description of a volume whose blocks are asked of a server. */
  static String blocksOf(String urlFormat, String cache) {
    return """
    {"_schema_name": "RESTful-blockwise-fileset-description", "_schema_version": 1.0,
     "remote_description": {
      "_schema_name": "RESTful-volume-description", "_schema_version": 1.0, "name": "v",
      "format": "hdf5", "axes": "zyx", "dtype": "numpy.uint8", "bounds": [8, 8, 8],
      "origin_offset": [0, 0, 0],
      "url_format": "%s{x_start},{x_stop}/{y_start},{y_stop}/{z_start},{z_stop}/",
      "hdf5_dataset": "cube"},
     "local_description": {
      "_schema_name": "blockwise-fileset-description", "_schema_version": 1.0, "name": "v-blocks",
      "format": "hdf5", "axes": "zyx", "shape": [8, 8, 8], "dtype": "numpy.uint8",
      "block_shape": [4, 4, 4], "block_file_name_format": "b-{roiString}.h5/cube",
      "dataset_root_dir": "%s"}}
    """
        .formatted(urlFormat, cache);
  }

  /** A description that only says where an image is. */
  static String pointingAt(String url) {
    return """
    {"_schema_name": "chunked-volume-description", "_schema_version": 1.0, "url": "%s"}
    """
        .formatted(url);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
