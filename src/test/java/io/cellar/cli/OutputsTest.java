package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.export.ArrayFile;
import io.cellar.volume.DType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No command writes over what it reads. */
class OutputsTest {
  @TempDir private Path folder;
  private Path volume;
  private byte[] before;

  @BeforeEach
  void prepare() throws Exception {
    volume = folder.resolve("volume.h5");
    try (ArrayFile file = ArrayFile.of(volume, DType.UINT8, new long[] {2, 3, 4})) {
      file.write(new byte[24]);
      file.commit();
    }
    before = Files.readAllBytes(volume);
  }

  private void assertRefused(Object... words) throws Exception {
    CommandRun run = CommandRun.of(words);
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().startsWith("cellar: these are files of your own"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertArrayEquals(before, Files.readAllBytes(volume));
  }

  @Test
  void aFileIsNotReplacedByTheVoxelsThatAreReadFromIt() throws Exception {
    assertRefused("read", volume, "--out", volume);
    assertRefused("read", volume + ":data", "--out", folder.resolve("./volume.h5"));
  }

  @Test
  void aFileIsNotReplacedByAPictureOfIt() throws Exception {
    assertRefused("slice", volume, "--axis", "z", "--at", "0", "--out", volume);
  }

  @Test
  void aFileIsNotReplacedByItsDescription() throws Exception {
    assertRefused("check", volume, "--write", volume);
  }

  @Test
  void aLinkToTheFileIsTheFile() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.h5"), volume);
    assertRefused("read", volume, "--out", link);
    assertRefused("read", link, "--out", volume);
  }

  @Test
  void nothingIsWrittenIntoTheFolderOfAnImage() throws Exception {
    Path image = Files.createDirectory(folder.resolve("image.zarr"));
    Files.writeString(
        image.resolve(".zarray"),
        """
        {"zarr_format": 2, "shape": [4, 4, 4], "chunks": [4, 4, 4], "dtype": "|u1",
         "compressor": null, "fill_value": 7, "order": "C", "filters": null}
        """);
    assertRefused("read", image, "--out", image.resolve("0.raw"));
    assertFalse(Files.exists(image.resolve("0.raw")));
    assertEquals(0, CommandRun.of("read", image, "--out", folder.resolve("image.raw")).code());
  }

  @Test
  void aBlockOfACacheIsNotReplaced() throws Exception {
    Path description =
        Files.writeString(
            folder.resolve("d.json"),
            """
            {"_schema_name": "blockwise-fileset-description", "_schema_version": 1.0, "name": "v",
             "format": "hdf5", "axes": "zyx", "shape": [4, 4, 4], "dtype": "uint8",
             "block_shape": [4, 4, 4], "block_file_name_format": "b-{roiString}.h5/cube",
             "dataset_root_dir": "cache"}
            """);
    Path block = folder.resolve("cache/z_00000000/y_00000000/x_00000000");
    Files.createDirectories(block);
    CommandRun run = CommandRun.of("read", description, "--out", block.resolve("b.h5"));
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().startsWith("cellar: a cache keeps a block there"), run.err());
  }
}
