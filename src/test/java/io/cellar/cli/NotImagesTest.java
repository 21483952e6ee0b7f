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

/** What is said of folders and addresses that hold no image. */
class NotImagesTest {
  @TempDir private Path folder;

  private void assertSays(Object location, String... parts) {
    CommandRun run = CommandRun.of("info", location);
    assertEquals(2, run.code(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    for (String part : parts) {
      assertTrue(run.err().contains(part), run.err());
    }
    assertEquals(
        run.err().indexOf(location.toString()),
        run.err().lastIndexOf(location.toString()),
        run.err());
  }

  private void assertDamaged(String content, String answer) throws Exception {
    Files.writeString(folder.resolve(".zarray"), content);
    assertSays(folder, "no image is there (zarr.json: no such file, .zarray: " + answer);
  }

  @Test
  void aDamagedFileOfMetadataIsNamed() throws Exception {
    assertDamaged("", "empty,");
    assertDamaged("<html>", "6 bytes, an HTML page, not JSON,");
    assertDamaged("[]", "2 bytes, no JSON object,");
    assertDamaged("null", "4 bytes, no JSON object,");
    assertDamaged("\1\2\3", "3 bytes, not JSON,");
  }

  @Test
  void aFolderOfPicturesSaysWhatItHolds() throws Exception {
    Files.write(folder.resolve("s000.tif"), new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0});
    assertSays(folder, "no image is in this folder", "TIFF image", "convert it", "(s000.tif)");
  }

  @Test
  void aFolderWithFilesThatMayBeImagesNamesThem() throws Exception {
    Files.writeString(folder.resolve("b.h5"), "");
    Files.writeString(folder.resolve("a.ilp"), "");
    Files.writeString(folder.resolve("notes.txt"), "");
    assertSays(folder, "open one of the files in it: a.ilp, b.h5");
  }

  @Test
  void anEmptyFolderIsCalledEmptyOfImages() {
    assertSays(folder, "no image is in this folder, nor right below it");
  }

  @Test
  void aCacheWithoutItsDescriptionIsStillCalledOne() throws Exception {
    Files.createDirectory(folder.resolve("z_00000000"));
    assertSays(folder, "no description is found for it");
  }

  @Test
  void aServerThatAnswersEverythingWithAPageSaysSo() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] page = "<!doctype html><html></html>".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/image";
      assertSays(
          address, "neither an image nor a description is there (zarr.json: answered with an HTML");
    } finally {
      server.stop(0);
    }
  }
}
