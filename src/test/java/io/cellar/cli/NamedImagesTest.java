package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images that are named in unusual ways. */
class NamedImagesTest {
  private static final String V2 =
      """
      {"zarr_format": 2, "shape": [4, 4, 4], "chunks": [4, 4, 4], "dtype": "|u1",
       "compressor": null, "fill_value": 7, "order": "C", "filters": null}
      """;
  private static final String V3 =
      """
      {"zarr_format": 3, "node_type": "array", "shape": [4, 4, 4], "data_type": "uint16",
       "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [4, 4, 4]}},
       "chunk_key_encoding": {"name": "default"}, "fill_value": 9,
       "codecs": [{"name": "bytes", "configuration": {"endian": "little"}}]}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"zarr://,uint16", "zarr2://,uint8", "zarr3://,uint16", "'',uint16"})
  void ofAMigratedArrayTheVersionThatIsNamedIsRead(String prefix, String dtype) throws Exception {
    Files.writeString(folder.resolve(".zarray"), V2);
    Files.writeString(folder.resolve("zarr.json"), V3);
    CommandRun run = CommandRun.of("info", prefix + folder);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("dtype: " + dtype), run.out());
  }

  @Test
  void anotherVersionThanIsNamedIsNotRead() throws Exception {
    Files.writeString(folder.resolve(".zarray"), V2);
    CommandRun run = CommandRun.of("info", "zarr3://" + folder);
    assertEquals(2, run.code(), run.err());
    assertTrue(
        run.err().startsWith("cellar: no image is there (zarr.json: no such file)"), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "/day:1/image.zarr",
    "/day:1/a:b.zarr",
    "/day:1/a:b.zarr/.zarray",
    "/day%3A1:image.zarr",
    "/a|b.zarr",
    "/a|b.zarr|zarr2:"
  })
  void colonsAndBarsInTheNamesOfAnAddressAreFound(String path) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] array = V2.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          boolean found =
              exchange
                  .getRequestURI()
                  .getPath()
                  .matches("/(day:1/(image|a:b)|a[|]b)[.]zarr/[.]zarray");
          exchange.sendResponseHeaders(found ? 200 : 404, found ? array.length : -1);
          if (found) {
            exchange.getResponseBody().write(array);
          }
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + path;
      CommandRun run = CommandRun.of("info", address);
      assertEquals(0, run.code(), run.err());
      assertTrue(run.out().contains("shape: [4, 4, 4]"), run.out());
    } finally {
      server.stop(0);
    }
  }
}
