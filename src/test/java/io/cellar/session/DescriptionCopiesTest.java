package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.cellar.description.DescriptionFile;
import io.cellar.source.AllowedHosts;
import io.cellar.source.HttpSettings;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.source.probe.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descriptions by address, while nothing may be asked of a server. */
class DescriptionCopiesTest {
  private static final String DESCRIPTION =
      """
      {"_schema_name": "blockwise-fileset-description", "_schema_version": 1.0,
       "name": "far", "format": "hdf5", "axes": "zyx", "dtype": "uint8",
       "shape": [8, 8, 8], "block_shape": [8, 8, 8],
       "block_file_name_format": "block-{roiString}.h5/cube",
       "dataset_root_dir": "."}
      """;

  @TempDir Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private SocketHttpFetcher http;
  private DescriptionOpener opener;
  private String address;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          byte[] body = DESCRIPTION.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    address = "http://127.0.0.1:" + server.getAddress().getPort() + "/far.json?token=secret";
    http = new SocketHttpFetcher(HttpSettings.defaults());
    opener =
        new DescriptionOpener(
            new Servers(
                http,
                (client, place) -> {
                  throw new IllegalArgumentException("not asked for a description");
                }),
            new ImageOpener(new Probe()),
            folder);
  }

  @AfterEach
  void close() {
    http.close();
    server.stop(0);
  }

  @Test
  void whatWasOpenedBeforeIsOpenedAgainWithoutAsking() throws Exception {
    DescriptionFile online = opener.read(address, false, AllowedHosts.ANY);
    assertEquals(1, asked.get());
    DescriptionFile offline = opener.read(address, true, AllowedHosts.ANY);
    assertEquals(1, asked.get());
    assertEquals(online.levels().finest().cache().root(), offline.levels().finest().cache().root());
    try (var files = Files.walk(folder)) {
      assertTrue(files.noneMatch(f -> f.getFileName().toString().contains("secret")));
    }
  }

  @Test
  void whatWasNotOpenedBeforeIsRefusedWithoutAsking() {
    IOException refused =
        assertThrows(IOException.class, () -> opener.read(address, true, AllowedHosts.ANY));
    assertTrue(refused.getMessage().contains("Cache only"), refused.getMessage());
    assertEquals(0, asked.get());
  }
}
