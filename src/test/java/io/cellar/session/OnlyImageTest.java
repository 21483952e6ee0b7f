package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.description.DescriptionException;
import io.cellar.hdf5.Hdf5Writer;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.source.AllowedHosts;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.DType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A place that holds a single image is opened as that; one that holds several asks which. */
class OnlyImageTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("cellar.test.resources", "src/test/resources"), "volumes");
  private static final Path ZARR = SAMPLES.resolve("zarr2-zstd-u1/volume.zarr");
  private static final Path N5 = SAMPLES.resolve("n5-multiscale-gzip/container.n5");
  private static final Path HDF5 = SAMPLES.resolve("bdv-hdf5/volume.h5");

  @TempDir Path home;
  private Path folder;
  private Volumes volumes;

  @BeforeEach
  void open() throws Exception {
    folder = Files.createDirectory(home.toRealPath().resolve("holds"));
    Files.writeString(folder.resolve("notes.txt"), "taken on a Monday");
    Files.writeString(folder.resolve("settings.json"), "{\"gain\": 3}");
    Files.createDirectory(folder.resolve("empty"));
    Folders folders = Folders.of(Map.of("CELLAR_HOME", home.toString()), "Linux", home);
    volumes = Wiring.volumes(folders, Settings.DEFAULT, 0);
  }

  @AfterEach
  void close() {
    volumes.close();
  }

  private static Path image(Path file) throws Exception {
    Block voxels = Block.zeros(DType.UINT8, new long[] {4, 5, 6});
    return Files.write(file, Hdf5Writer.encode(voxels, "/data", BlockEncoding.PLAIN));
  }

  private NamedVolume find(Path place) throws Exception {
    return volumes.find(place.toString(), false, AllowedHosts.ANY);
  }

  private void isOnly(Path image) throws Exception {
    NamedVolume found = find(folder);
    assertEquals(image.toString(), found.location());
    assertEquals(Optional.of(folder.toString()), found.onlyIn());
    assertEquals(image.toString(), KnownLocation.of(found.location(), found.file()));
    NamedVolume named = find(image);
    assertEquals(named.file().levels().name(), found.file().levels().name());
    assertEquals(Optional.empty(), named.onlyIn());
  }

  private List<String> choices() {
    return assertThrows(SeveralImagesException.class, () -> find(folder)).choices().stream()
        .map(SeveralImagesException.Choice::location)
        .toList();
  }

  @Test
  void theOnlyFolderThatIsAnImageIsOpened() throws Exception {
    KnownLocationTest.copy(ZARR, folder.resolve("a.zarr"));
    isOnly(folder.resolve("a.zarr"));
  }

  @Test
  void theOnlyFileThatIsAnImageIsOpened() throws Exception {
    Files.copy(HDF5, folder.resolve("a.h5"));
    SeveralImagesException setups =
        assertThrows(SeveralImagesException.class, () -> find(folder.resolve("a.h5")));
    SeveralImagesException same = assertThrows(SeveralImagesException.class, () -> find(folder));
    assertEquals(setups.choices(), same.choices(), "what is in the file is asked for");
    Files.delete(folder.resolve("a.h5"));
    Path one = image(folder.resolve("b.h5"));
    isOnly(one);
  }

  @Test
  void aFolderOfAFolderOfOneIsOpenedToo() throws Exception {
    Path inner = Files.createDirectories(folder.resolve("group.zarr"));
    Files.writeString(inner.resolve(".zgroup"), "{\"zarr_format\": 2}");
    KnownLocationTest.copy(ZARR, inner.resolve("only"));
    NamedVolume found = find(folder);
    assertEquals(inner + ":only", found.location());
    assertEquals(Optional.of(folder.toString()), found.onlyIn());
  }

  @Test
  void ofTwoFoldersOneHasToBeNamed() throws Exception {
    KnownLocationTest.copy(ZARR, folder.resolve("a.zarr"));
    KnownLocationTest.copy(N5, folder.resolve("b.n5"));
    assertEquals(
        List.of(folder.resolve("a.zarr").toString(), folder.resolve("b.n5").toString()), choices());
  }

  @Test
  void aFileBesideAFolderIsAnotherThing() throws Exception {
    KnownLocationTest.copy(ZARR, folder.resolve("a.zarr"));
    image(folder.resolve("b.h5"));
    Files.writeString(
        folder.resolve("c.cellar"),
        "{\"_schema_name\": \"chunked-volume-description\", \"_schema_version\": 1.0,"
            + " \"url\": \"https://127.0.0.1:9/a.zarr\"}");
    assertEquals(
        List.of(
            folder.resolve("a.zarr").toString(),
            folder.resolve("b.h5").toString(),
            folder.resolve("c.cellar").toString()),
        choices());
    for (String each : choices().subList(0, 2)) {
      assertEquals(each, volumes.find(each, false, AllowedHosts.ANY).location());
    }
  }

  @Test
  void ofTwoFilesTheFolderSaysWhich() throws Exception {
    image(folder.resolve("a.h5"));
    image(folder.resolve("b.h5"));
    DescriptionException e = assertThrows(DescriptionException.class, () -> find(folder));
    assertTrue(e.getMessage().contains("a.h5, b.h5"), e.getMessage());
  }
}
