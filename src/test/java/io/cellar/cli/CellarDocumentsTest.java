package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions under the ending {@code .cellar}, and what only has that ending. */
@Timeout(60)
class CellarDocumentsTest {
  private static final String EXPECTED =
      "expected a description in JSON, which is all that a .cellar file holds";

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void real() throws IOException {
    folder = temp.toRealPath();
  }

  private static String fileset(String root, int size) {
    return """
    {"_schema_name": "blockwise-fileset-description", "_schema_version": 1.0, "name": "v",
     "format": "hdf5", "axes": "zyx", "shape": [%1$d, %1$d, %1$d], "dtype": "uint8",
     "block_shape": [2, 2, 2], "block_file_name_format": "b-{roiString}.h5/cube",
     "dataset_root_dir": "%2$s"}
    """
        .formatted(size, root);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void opens(Object location) {
    CommandRun run = CommandRun.of("info", location);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("uint8"), run.out());
  }

  private static void refused(String expected, Object location) {
    for (String command : new String[] {"info", "check"}) {
      CommandRun run = CommandRun.of(command, location);
      assertEquals(2, run.code(), run.err());
      assertEquals("", run.out());
      assertTrue(run.err().contains(expected), run.err());
      assertTrue(run.err().contains(location.toString()), run.err());
      assertFalse(run.err().contains("java."), run.err());
    }
  }

  @Test
  void aDescriptionOpensUnderEitherEnding() throws IOException {
    Files.createDirectories(folder.resolve("blocks"));
    for (String name :
        new String[] {"v.json", "v.cellar", "V.Cellar", "a b.CELLAR", "\u00fc.cellar"}) {
      opens(write(name, fileset("blocks", 4)));
    }
  }

  @Test
  void itsFolderItsCacheAndABlockOpenToo() throws IOException {
    Path root = Files.createDirectories(folder.resolve("blocks"));
    write("v.cellar", fileset("blocks", 4));
    Path block = Files.createDirectories(root.resolve("z_00000000/y_00000000/x_00000000"));
    opens(folder);
    opens(root);
    opens(block);
    Files.copy(folder.resolve("v.cellar"), block.resolve("v.cellar"));
    opens(block.resolve("v.cellar"));
  }

  @Test
  void levelsMayHaveTheEnding() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    write("half.cellar", fileset("b", 2));
    opens(
        write(
            "m.cellar",
            """
            {"_schema_name": "multiscale-volume-description", "_schema_version": 1.0,
             "levels": [{"downsampling": [1, 1, 1], "description": %s},
                        {"downsampling": [2, 2, 2], "description": "half.cellar"}]}
            """
                .formatted(fileset("a", 4))));
  }

  @Test
  void oneByAddressIsReadAsADescriptionAtOnce() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    java.util.List<String> asked = new java.util.concurrent.CopyOnWriteArrayList<>();
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          byte[] body =
              path.equals("/v.cellar")
                  ? fileset("blocks", 4).getBytes(StandardCharsets.UTF_8)
                  : new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String origin = "http://127.0.0.1:" + server.getAddress().getPort();
      CommandRun run = CommandRun.of("check", origin + "/v.cellar");
      assertEquals(0, run.code(), run.err());
      assertEquals(java.util.List.of("/v.cellar"), asked);
      CommandRun other = CommandRun.of("check", origin + "/h.cellar?x=SECRET");
      assertEquals(2, other.code(), other.err());
      assertTrue(other.err().contains("expected"), other.err());
      assertFalse(other.err().contains("SECRET"), other.err());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatIsWrongWithOneIsListed() throws IOException {
    CommandRun run =
        CommandRun.of("check", write("v.cellar", fileset("b", 4).replace("uint8", "uint7")));
    assertEquals(2, run.code());
    assertTrue(run.err().contains("/dtype"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!/bin/sh\necho run\n",
        "\211PNG\r\n\032\n",
        "\211HDF\r\n\032\n",
        "<html>a page</html>",
        "PK\3\4",
        "[1, 2]",
        "//{",
        "key: value",
        "\0\0\0\0"
      })
  void whatOnlyHasTheEndingIsRefused(String content) throws IOException {
    Path file =
        Files.write(folder.resolve("x.cellar"), content.getBytes(StandardCharsets.ISO_8859_1));
    refused(EXPECTED + " and begins with {", file);
  }

  @Test
  void aVolumeUnderTheEndingIsRefused() throws IOException {
    Path file = folder.resolve("x.cellar");
    try (var found = Files.walk(CommandRun.resource("volumes"))) {
      Files.copy(
          found.filter(f -> f.toString().endsWith(".h5")).sorted().findFirst().orElseThrow(), file);
    }
    refused(EXPECTED, file);
    CommandRun inside = CommandRun.of("info", file + ":data");
    assertEquals(2, inside.code(), inside.err());
    assertTrue(inside.err().contains(EXPECTED), inside.err());
    assertEquals(2, CommandRun.of("info", file + "/data").code());
  }

  @Test
  void anEmptyFileAndOneThatIsTooLongAreRefused() throws IOException {
    refused(EXPECTED + ", this file is empty", Files.createFile(folder.resolve("empty.cellar")));
    Path zeros = folder.resolve("zeros.cellar");
    Path object = write("object.cellar", "{");
    for (Path each : new Path[] {zeros, object}) {
      try (RandomAccessFile file = new RandomAccessFile(each.toFile(), "rw")) {
        file.setLength(1L << 30);
      }
    }
    refused(EXPECTED, zeros);
    refused("too long for a description", object);
  }

  @Test
  void aFolderWithTheEndingIsRefused() throws IOException {
    Path file = Files.createDirectories(folder.resolve("x.cellar"));
    refused(EXPECTED + ", this is a folder, not a file", file);
    Files.writeString(file.resolve("v.json"), fileset("blocks", 4));
    refused(EXPECTED, file);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAndPipesAreLookedAtFirst() throws Exception {
    Path secret = write("secret.txt", "hunter2");
    refused(EXPECTED, Files.createSymbolicLink(folder.resolve("a.cellar"), secret));
    refused(EXPECTED, Files.createSymbolicLink(folder.resolve("b.cellar"), Path.of("/dev/zero")));
    refused(EXPECTED, Files.createSymbolicLink(folder.resolve("c.cellar"), folder));
    refused(
        "there is no such file",
        Files.createSymbolicLink(folder.resolve("d.cellar"), folder.resolve("none")));
    refused(
        "cannot be read",
        Files.createSymbolicLink(folder.resolve("e.cellar"), folder.resolve("e.cellar")));
    Path pipe = folder.resolve("p.cellar");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertTrue(made.waitFor(30, TimeUnit.SECONDS) && made.exitValue() == 0);
    refused(EXPECTED + ", this is a device or pipe, not a file", pipe);
  }

  @Test
  void aFolderThatHoldsAReferenceUnderTheEndingIsWhatItPointsAt() throws IOException {
    write(
        "volume.cellar",
        """
        {"_schema_name": "chunked-volume-description", "_schema_version": 1.0, "url": "/etc"}
        """);
    CommandRun run = CommandRun.of("info", folder);
    assertTrue(run.err().contains("something on this computer"), run.err());
  }
}
