package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cellar.description.DescriptionFile;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what images in files are known after they were opened, so that they are found again. */
class KnownLocationTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("cellar.test.resources", "src/test/resources"), "volumes");

  @TempDir Path folder;
  private Volumes volumes;

  @BeforeEach
  void open() throws Exception {
    copy(SAMPLES.resolve("ome04-plate/plate.ome.zarr"), folder.resolve("plate.zarr"));
    copy(SAMPLES.resolve("ome04-tczyx/image.ome.zarr"), folder.resolve("image.zarr"));
    Folders folders =
        new Folders(
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("cache"),
            folder.resolve("state"));
    volumes = Wiring.volumes(folders, Settings.DEFAULT, 0);
  }

  @AfterEach
  void close() {
    volumes.close();
  }

  static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private String known(String typed) throws Exception {
    DescriptionFile file = volumes.read(typed, false);
    String known = KnownLocation.of(typed, file);
    assertEquals(file.levels().name(), volumes.read(known, false).levels().name(), known);
    assertEquals(known, KnownLocation.of(known, file), "it stays as it is");
    return known;
  }

  @ParameterizedTest
  @CsvSource({
    "image.zarr, image.zarr, ''",
    "image.zarr/, image.zarr, ''",
    "./x/../image.zarr, image.zarr, ''",
    "image.zarr/.zattrs, image.zarr, ''",
    "image.zarr:1, image.zarr:1, ''",
    "image.zarr:/1/, image.zarr:1, ''",
    "image.zarr|zarr:1, image.zarr:1, zarr://"
  })
  void anImageInAFolderIsKnownByItsAbsolutePath(String typed, String expected, String prefix)
      throws Exception {
    Files.createDirectory(folder.resolve("x"));
    assertEquals(prefix + folder.resolve(expected), known(folder + "/" + typed));
  }

  @Test
  void aPrefixIsKept() throws Exception {
    String typed = "zarr2://" + folder.resolve("image.zarr") + ":1";
    assertEquals(typed, known(typed));
  }

  @Test
  void ofSeveralEachCanBeOpenedAsItIsNamed() throws Exception {
    String plate = folder.resolve("plate.zarr").toString();
    SeveralImagesException several =
        assertThrows(SeveralImagesException.class, () -> volumes.read(plate, false));
    assertEquals("an OME-Zarr plate", several.what());
    assertEquals(
        List.of(plate + ":A/2", plate + ":B/1"),
        several.choices().stream().map(SeveralImagesException.Choice::location).toList());
    SeveralImagesException fields =
        assertThrows(SeveralImagesException.class, () -> volumes.read(plate + ":A/2", false));
    for (SeveralImagesException.Choice choice : fields.choices()) {
      assertEquals(plate + ":A/2/" + choice.path(), choice.location());
      assertEquals(choice.location(), known(choice.location()));
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
      boolean there = Files.isRegularFile(file);
      byte[] body = there ? Files.readAllBytes(file) : new byte[0];
      exchange.sendResponseHeaders(there ? 200 : 404, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void anImageAtAnAddressIsKnownAsItWasTyped() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    try {
      String root = "http://127.0.0.1:" + server.getAddress().getPort();
      for (String typed :
          List.of(
              root + "/image.zarr",
              root + "/image.zarr/:1",
              "zarr://" + root + "/image.zarr/",
              root + "/image.zarr|zarr2:1",
              root + "/plate.zarr:A/2/0?token=SECRET")) {
        assertEquals(typed, known(" " + typed));
      }
      SeveralImagesException several =
          assertThrows(
              SeveralImagesException.class,
              () -> volumes.read(root + "/plate.zarr:A/2?token=SECRET", false));
      assertEquals(root + "/plate.zarr:A/2/1?token=SECRET", several.choices().getLast().location());
      assertFalse(several.getMessage().contains("SECRET"), several.getMessage());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theNameOfTheFormatIsCarriedToTheVolume() throws Exception {
    var finest = volumes.read(folder.resolve("image.zarr").toString(), false).volume();
    assertEquals("OME-Zarr 0.4", finest.origin().orElseThrow().format());
  }
}
