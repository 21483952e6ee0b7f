package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions that are opened by address, and what is said when they cannot be. */
class AddressesOfDescriptionsTest {
  private static final String TEXT =
      """
      {"_schema_name": "blockwise-fileset-description", "_schema_version": 1.0, "name": "NAME",
       "format": "hdf5", "axes": "zyx", "shape": [4, 4, 4], "dtype": "uint8",
       "block_shape": [2, 2, 2], "block_file_name_format": "b-{roiString}.h5/cube",
       "dataset_root_dir": "blocks"}
      """;

  @TempDir Path folder;
  private HttpServer server;
  private volatile int status = 200;
  private volatile String text = TEXT;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a b.json",
        "/[x].json",
        "/x|y.json",
        "/x%00.json",
        "/%",
        "/\u00fc.json?token=SECRET",
        "",
        "/?token=SECRET",
        "/../..",
        "/d.json#part"
      })
  void whatWasFetchedIsRead(String path) {
    CommandRun run = CommandRun.of("check", url(path));
    assertEquals(0, run.code(), run.err());
    assertFalse((run.out() + run.err()).contains("SECRET"), run.out());
    CommandRun json = CommandRun.of("check", url(path), "--json");
    assertTrue(json.out().contains("\"valid\": true"), json.out());
    assertFalse(json.out().contains("SECRET"), json.out());
  }

  @ParameterizedTest
  @CsvSource({
    "404, 2, 'no description is there, the server answered 404 (not found): URL'",
    "410, 2, 'no description is there, the server answered 410 (gone for ever): URL'",
    "400, 2, 'the server answered 400 (bad request): URL'",
    "401, 6, 'the server answered 401 (not logged in): URL; check the credentials for this host'",
    "503, 5, 'the server answered 503 (service unavailable): URL'"
  })
  void theReasonComesFirstAndTheAddressOnce(int answer, int code, String said) {
    status = answer;
    CommandRun run = CommandRun.of("info", url("/d.json?token=SECRET"));
    assertEquals(code, run.code(), run.err());
    String expected = said.replace("URL", url("/d.json")) + System.lineSeparator();
    assertTrue(run.err().equals(expected) || run.err().equals("cellar: " + expected), run.err());
  }

  @Test
  void whatIsNoDescription() {
    text = "<html>";
    CommandRun run = CommandRun.of("info", url("/d.json"));
    assertEquals(2, run.code(), run.err());
    text = "\uffff\u0000";
    assertEquals(2, CommandRun.of("info", url("/d.json")).code());
  }

  @Test
  void whatTerminalsActOnIsWrittenOut() throws Exception {
    Path file = folder.resolve("d.json");
    Files.writeString(file, TEXT.replace("NAME", "\\u001b]0;owned\\u0007\\u202e\\u009b2J"));
    CommandRun run = CommandRun.of("info", file);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("name: \\u001b]0;owned\\u0007\\u202e\\u009b2J"), run.out());
    CommandRun json = CommandRun.of("info", file, "--json");
    assertTrue(
        json.out().contains("\"name\": \"\\u001b]0;owned\\u0007\\u202e\\u009b2J\""), json.out());
    assertTrue(json.out().strip().codePoints().noneMatch(c -> c < ' ' || c >= 0x7f), json.out());
  }
}
