package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.session.SampleVolumes.Image;
import io.cellar.source.keys.FileServer;
import io.cellar.store.Coverage;
import io.cellar.store.FilesetStore;
import io.cellar.volume.Block;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Volumes that other programs wrote, opened as users open them: as a folder, from a server, and
 * from the cache when that server is gone. What is kept of them is a blockwise fileset for others.
 */
class OpenedSamplesTest {
  @TempDir Path home;

  static List<String> names() throws IOException {
    return SampleVolumes.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFolderIsReadWhereItLies(String name) throws Exception {
    try (Volumes volumes = SampleVolumes.volumes(home)) {
      for (Image image : SampleVolumes.images(name)) {
        String folder = SampleVolumes.FOLDER.resolve(image.place()).toString();
        assertEquals(List.of(), SampleVolumes.wrong(volumes, image, folder, false));
      }
    }
    assertFalse(Files.exists(home.resolve("cache/volumes")), "something was copied");
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatAServerSentIsThereWithoutItAndForOthers(String name) throws Exception {
    String address;
    try (FileServer server = FileServer.start(SampleVolumes.FOLDER);
        Volumes volumes = SampleVolumes.volumes(home)) {
      address = server.uri().toString();
      for (Image image : SampleVolumes.images(name)) {
        String location = address + image.place();
        assertEquals(List.of(), SampleVolumes.wrong(volumes, image, location, false));
        long asked = server.count(request -> true);
        try (LevelSessions again = volumes.openAll(volumes.describe(location, false, true), true)) {
          again.sessions().forEach(session -> assertEquals(0, unknown(session)));
        }
        assertEquals(asked, server.count(request -> true), "asked although only the cache may");
      }
    }
    try (Volumes volumes = SampleVolumes.volumes(home)) {
      for (Image image : SampleVolumes.images(name)) {
        String location = address + image.place();
        assertEquals(List.of(), SampleVolumes.wrong(volumes, image, location, true));
        assertIsAFileset(volumes, location);
      }
    }
  }

  private static long unknown(VolumeSession session) {
    Coverage known = session.blocks().coverage();
    return known.count(Coverage.State.UNKNOWN) + known.count(Coverage.State.FAILED);
  }

  /** Each level by itself, its description and files alone. */
  private static void assertIsAFileset(Volumes volumes, String location) throws Exception {
    MultiLevelVolume volume = volumes.describe(location, false, true);
    try (LevelSessions sessions = volumes.openAll(volume, true)) {
      for (VolumeSession session : sessions.sessions()) {
        Block voxels = SampleVolumes.voxels(session);
        Path root = session.description().cache().root();
        FilesetStore store = session.cache().orElseThrow();
        long files = store.coverage().count(Coverage.State.AVAILABLE);
        assertEquals(files, BlockFiles.in(root).size(), "files of " + root);
        for (long empty : store.coverage().all(Coverage.State.EMPTY)) {
          store.writeEmpty(empty);
        }
        List<Path> all = BlockFiles.in(root);
        assertEquals(store.grid().count(), all.size(), "files of " + root);
        for (Path file : all) {
          assertEquals("", BlockFiles.wrong(file, voxels));
        }
        assertOpens(volumes, root.resolveSibling(root.getFileName() + ".json"), voxels);
      }
    }
  }

  private static void assertOpens(Volumes volumes, Path description, Block voxels)
      throws Exception {
    assertTrue(Files.isRegularFile(description), description + " is missing");
    MultiLevelVolume plain = volumes.describe(description.toString(), false);
    assertEquals(1, plain.levels().size());
    try (VolumeSession session = volumes.open(plain.levels().getFirst(), false)) {
      assertFalse(session.description().isRemote());
      Roi whole = Roi.ofShape(voxels.shape());
      assertEquals(
          SampleVolumes.sha256(voxels, whole),
          SampleVolumes.sha256(SampleVolumes.voxels(session), whole));
    }
  }
}
