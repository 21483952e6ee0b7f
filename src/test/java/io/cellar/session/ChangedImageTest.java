package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.description.DescriptionException;
import io.cellar.source.SourceException;
import io.cellar.source.TestVolumes.Counting;
import io.cellar.source.chunked.RawZarr;
import io.cellar.source.keys.FileServer;
import io.cellar.source.keys.FileServer.Quirk;
import io.cellar.volume.Block;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was kept of an image, and a server that has another one by now, or is away. */
class ChangedImageTest {
  private final Counting volume = new Counting(40, 64, 96);
  @TempDir Path folder;
  private FileServer server;
  private Volumes volumes;
  private String address;

  @BeforeEach
  void serve() throws IOException {
    RawZarr.write(folder.resolve("served/a"), volume, 40, 64, 32);
    server = FileServer.start(folder.resolve("served"));
    address = server.uri() + "a";
    volumes = SampleVolumes.hasty(folder.resolve("home"));
  }

  @AfterEach
  void stop() {
    volumes.close();
    server.close();
  }

  private MultiLevelVolume read(Counting right, boolean cacheOnly) throws Exception {
    MultiLevelVolume opened = volumes.describe(address, false, cacheOnly);
    try (VolumeSession session = volumes.open(opened.levels().getFirst(), cacheOnly)) {
      assertRight(right, SampleVolumes.voxels(session));
    }
    return opened;
  }

  private static void assertRight(Counting right, Block found) {
    Roi whole = Roi.ofShape(right.shape());
    assertEquals(
        SampleVolumes.sha256(right.block(whole), whole), SampleVolumes.sha256(found, whole));
  }

  private static Path root(MultiLevelVolume opened) {
    return opened.finest().cache().root().getParent();
  }

  private List<String> folders() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("home/cache/volumes"))) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void anotherShapeBeginsAnotherFolderAndSaysSo() throws Exception {
    MultiLevelVolume before = read(volume, false);
    assertEquals(List.of(), before.notes().stream().filter(n -> n.contains("another")).toList());
    Counting larger = new Counting(40, 64, 100);
    RawZarr.write(folder.resolve("served/a"), larger, 40, 64, 32);
    MultiLevelVolume after = read(larger, false);
    assertTrue(after.notes().toString().contains("another one than before"), after.notes() + "");
    assertTrue(after.notes().toString().contains(root(before).toString()), after.notes() + "");
    assertEquals(2, folders().size(), folders().toString());
    // From now on it is the new one, without a word.
    MultiLevelVolume again = read(larger, false);
    assertEquals(root(after), root(again));
    assertFalse(again.notes().toString().contains("another one"), again.notes() + "");
    read(larger, true);
    // What was kept of the old one is still there.
    Path old = root(before).resolve("s0.json");
    MultiLevelVolume kept = volumes.describe(old.toString(), false);
    try (VolumeSession session = volumes.open(kept.levels().getFirst(), false)) {
      assertRight(volume, SampleVolumes.voxels(session));
    }
  }

  @Test
  void anotherDtypeBeginsAnotherFolder() throws Exception {
    read(volume, false);
    Path metadata = folder.resolve("served/a/.zarray");
    Files.writeString(metadata, Files.readString(metadata).replace("<u2", "<i2"));
    MultiLevelVolume after = volumes.describe(address, false);
    assertTrue(after.notes().toString().contains("another one than before"), after.notes() + "");
    assertEquals(2, folders().size(), folders().toString());
  }

  @Test
  void chunksThatTheKeptBlocksDoNotFitBeginAnotherFolder() throws Exception {
    read(volume, false);
    Files.delete(folder.resolve("served/a/.zarray"));
    RawZarr.write(folder.resolve("served/a"), volume, 40, 64, 24);
    MultiLevelVolume after = read(volume, false);
    assertTrue(after.notes().toString().contains("another one than before"), after.notes() + "");
  }

  @Test
  void chunksThatTheKeptBlocksFitGoOnInTheSameFolder() throws Exception {
    MultiLevelVolume before = read(volume, false);
    RawZarr.write(folder.resolve("served/a"), volume, 20, 64, 32);
    MultiLevelVolume after = read(volume, false);
    assertEquals(root(before), root(after));
    assertEquals(1, folders().size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerThatIsAwayLeavesWhatWasKeptWithANote(boolean broken) throws Exception {
    read(volume, false);
    if (broken) {
      server.quirks(Quirk.ALL_500);
    } else {
      server.close();
    }
    MultiLevelVolume opened = read(volume, false);
    assertTrue(opened.notes().toString().contains("as it was the last time"), opened.notes() + "");
    assertFalse(read(volume, true).notes().toString().contains("last time"));
  }

  @Test
  void aServerThatIsAwayBeforeAnythingWasKeptIsAFailure() {
    server.close();
    assertThrows(SourceException.class, () -> volumes.describe(address, false));
    assertThrows(IOException.class, () -> volumes.describe(address, false, true));
  }

  @Test
  void whatSomebodyMayNotSeeIsNotShownAsItWas() throws Exception {
    read(volume, false);
    server.quirks(Quirk.ALL_401);
    assertThrows(Exception.class, () -> volumes.describe(address, false));
  }

  @Test
  void theDescriptionInTheCacheOpensTheImage() throws Exception {
    Path description = root(read(volume, false)).resolve("volume.json");
    for (Path place : List.of(description, description.getParent())) {
      MultiLevelVolume opened = volumes.describe(place.toString(), false);
      assertEquals(address, opened.finest().origin().orElseThrow().address());
      assertEquals(description.getParent(), root(opened));
    }
    Path shared = folder.resolve("from a friend.json");
    Files.copy(description, shared);
    assertEquals(
        description.getParent(), root(volumes.describe(shared.toString(), false)), "one cache");
    server.close();
    volumes.describe(shared.toString(), false, true);
  }

  @Test
  void descriptionsDoNotPointAtEachOther() throws Exception {
    String self = server.uri() + "self.json";
    Files.writeString(
        folder.resolve("served/self.json"),
        """
        {"_schema_name": "chunked-volume-description", "_schema_version": 1.0, "url": "%s"}
        """
            .formatted(self));
    DescriptionException e =
        assertThrows(DescriptionException.class, () -> volumes.describe(self, false));
    assertTrue(e.getMessage().contains("points at another one"), e.getMessage());
  }

  @Test
  void aDescriptionMayNameTheImage() throws Exception {
    Path description = folder.resolve("mine.json");
    Files.writeString(
        description,
        """
        {"_schema_name": "chunked-volume-description", "_schema_version": 1.0,
         "name": "my cortex", "url": "%s"}
        """
            .formatted(address));
    MultiLevelVolume opened = volumes.describe(description.toString(), false);
    assertEquals("my cortex", opened.name());
    assertEquals("my cortex", opened.finest().name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/home/you/secret.zarr", "file:///etc", "C:\\\\secret", "../a", "zarr://a"})
  void aDescriptionMayNotPointAtFilesOfTheReader(String url) throws Exception {
    Path description = folder.resolve("volume.json");
    Files.writeString(
        description,
        """
        {"_schema_name": "chunked-volume-description", "_schema_version": 1.0, "url": "%s"}
        """
            .formatted(url));
    DescriptionException e =
        assertThrows(
            DescriptionException.class, () -> volumes.describe(description.toString(), false));
    assertTrue(e.getMessage().contains("something on this computer"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"zarr", "n5", "precomputed"})
  void chunksOfMoreThanAGibibyteAreRefused(String format) throws Exception {
    Path large = Files.createDirectories(folder.resolve("served/" + format));
    switch (format) {
      case "zarr" ->
          Files.writeString(
              large.resolve(".zarray"),
              RawZarr.metadata(new Counting(2048, 2048, 2048), 1024, 1024, 1024));
      case "n5" ->
          Files.writeString(
              large.resolve("attributes.json"),
              """
              {"dimensions": [2048, 2048, 2048], "blockSize": [1024, 1024, 1024],
               "dataType": "uint16", "compression": {"type": "raw"}}
              """);
      default ->
          Files.writeString(
              large.resolve("info"),
              """
              {"type": "image", "data_type": "uint16", "num_channels": 1, "scales": [
               {"key": "s", "size": [2048, 2048, 2048], "resolution": [1, 1, 1],
                "encoding": "raw", "chunk_sizes": [[1024, 1024, 1024]]}]}
              """);
    }
    for (String place : List.of(server.uri() + format, large.toString())) {
      DescriptionException e =
          assertThrows(DescriptionException.class, () -> volumes.describe(place, false));
      assertTrue(e.getMessage().matches(".*(1 GiB|1073741824 bytes).*"), e.getMessage());
    }
  }
}
