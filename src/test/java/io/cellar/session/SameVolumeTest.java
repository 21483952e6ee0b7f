package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cellar.cell.ReadOptions;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.settings.Durability;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.source.keys.FileServer;
import io.cellar.volume.DType;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which volumes are one, and which are opened each by itself. */
class SameVolumeTest {
  @TempDir Path folder;
  private BlockServer server;
  private Path description;
  private Volumes volumes;

  @BeforeEach
  void serve() throws IOException {
    server = BlockServer.start(Map.of("v", new NumberedVolume()), ServerOptions.DEFAULT);
    description =
        SampleDescription.of(server, "v", NumberedVolume.BLOCK).write(folder.resolve("caches"));
    volumes = SampleVolumes.hasty(folder.resolve("home"));
  }

  @AfterEach
  void close() {
    volumes.close();
    server.close();
  }

  private LevelSessions open(boolean cacheOnly) throws Exception {
    return volumes.openAll(volumes.describe(description.toString(), true), cacheOnly);
  }

  private LevelSessions openAt(Object location) throws Exception {
    MultiLevelVolume volume = volumes.describe(location.toString(), true);
    assertFalse(volume.finest().isOriginal());
    return volumes.openAll(volume, false);
  }

  private static int fileset(LevelSessions sessions) {
    return sessions.finest().fileset();
  }

  private static double firstVoxel(LevelSessions sessions) throws InterruptedException {
    return sessions.finest().reader(ReadOptions.DEFAULT).read(Roi.ofShape(1, 1, 1)).toDouble(0);
  }

  @Test
  void oneThatMayNotAskIsNotTheSame() throws Exception {
    try (LevelSessions online = open(false);
        LevelSessions offline = open(true);
        LevelSessions offlineToo = open(true)) {
      assertNotEquals(fileset(online), fileset(offline));
      assertEquals(fileset(offline), fileset(offlineToo));
      BlockUnavailableException e =
          assertThrows(BlockUnavailableException.class, () -> firstVoxel(offline));
      assertEquals(BlockUnavailableException.Reason.OFFLINE, e.reason());
      assertEquals(0, firstVoxel(online));
    }
  }

  @Test
  void anotherDescriptionOrDurabilityIsAnotherVolume() throws Exception {
    Path copy = description.resolveSibling("copy.json");
    Path linked = folder.resolve("linked");
    Files.createSymbolicLink(linked, description.getParent());
    Files.copy(description, copy);
    try (LevelSessions first = open(false);
        LevelSessions byLink = openAt(linked.resolve(description.getFileName()));
        LevelSessions sameText = openAt(copy)) {
      int fileset = fileset(first);
      assertEquals(fileset, fileset(byLink));
      assertEquals(fileset, fileset(sameText));
      String text = Files.readString(copy);
      String other = text.replace("\"uint8\"", "\"uint16\"");
      assertNotEquals(text, other);
      Files.writeString(copy, other);
      try (LevelSessions edited = openAt(copy)) {
        assertNotEquals(fileset, fileset(edited));
      }
      volumes.apply(
          Settings.DEFAULT.withDurability(Durability.FSYNC),
          new Folders(folder, folder, folder, folder));
      try (LevelSessions durable = open(false)) {
        assertNotEquals(fileset, fileset(durable));
      }
    }
  }

  @Test
  void anImageAtAnAddressIsTheSameAsLongAsItsMetadataAndItsSecretsAre() throws Exception {
    Path image = folder.resolve("served/image.zarr");
    new RawZarr(image, DType.UINT8, NumberedVolume.SHAPE, new long[] {32, 32, 32}).write();
    try (FileServer files = FileServer.start(folder.resolve("served"))) {
      String address = files.uri() + "image.zarr";
      try (LevelSessions first = openAt(address);
          LevelSessions second = openAt(address);
          LevelSessions allowed = openAt(address + "?key=1");
          LevelSessions allowedToo = openAt(address + "?key=1");
          LevelSessions otherwise = openAt(address + "?key=2")) {
        int fileset = fileset(first);
        assertEquals(fileset, fileset(second));
        assertNotEquals(fileset, fileset(allowed));
        assertEquals(fileset(allowed), fileset(allowedToo));
        assertNotEquals(fileset(allowed), fileset(otherwise));
        String text = Files.readString(image.resolve(".zarray"));
        Files.writeString(
            image.resolve(".zarray"),
            text.replace("\"order\":\"C\"", "\"order\":\"F\"")
                .replace("\"order\": \"C\"", "\"order\": \"F\""));
        assertNotEquals(text, Files.readString(image.resolve(".zarray")));
        try (LevelSessions changed = openAt(address)) {
          assertNotEquals(fileset, fileset(changed));
          assertEquals(
              first.finest().description().cache(), changed.finest().description().cache());
        }
      }
    }
  }
}
