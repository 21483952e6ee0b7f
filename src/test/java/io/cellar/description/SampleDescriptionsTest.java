package io.cellar.description;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.DType;
import io.cellar.volume.RemoteVolume;
import io.cellar.volume.ValueRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions that came with caches written by ilastik. */
class SampleDescriptionsTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("cellar.test.resources"), "filesets").toAbsolutePath();

  private final DescriptionReader reader = new DescriptionReader();

  @Test
  void cacheOfARemoteVolume() throws DescriptionException {
    DescriptionFile file = reader.read(SAMPLES.resolve("restful/description.json"));

    assertEquals(DescriptionFile.Kind.REMOTE_CACHE, file.kind());
    assertEquals("sample-blocks", file.volume().name());
    assertEquals(List.of(), file.outside());
    ArrayGeometry local = file.volume().geometry();
    assertEquals("zyx", local.axes().toString());
    assertEquals(DType.UINT8, local.dtype());
    assertArrayEquals(new long[] {70, 90, 100}, local.shape());
    assertArrayEquals(new long[] {32, 32, 64}, local.blockShape());
    assertArrayEquals(new long[] {0, 32, 0}, local.viewOrigin());
    assertArrayEquals(new long[] {70, 58, 100}, local.viewShape());
    assertEquals("block-{roiString}.h5", file.volume().cache().fileName().toString());
    assertEquals("/cube", file.volume().cache().dataset());
    assertEquals(SAMPLES.resolve("restful/blocks-64x32x32"), file.volume().cache().root());
    RemoteVolume remote = (RemoteVolume) file.volume().origin().orElseThrow();
    assertArrayEquals(new long[] {170, 90, 100}, remote.bounds());
    assertArrayEquals(new long[] {100, 0, 0}, remote.originOffset());
    assertEquals("/cube", remote.dataset());
  }

  @Test
  void filesetAlone() throws DescriptionException {
    DescriptionFile file = reader.read(SAMPLES.resolve("plain-gzip-xyz/description.json"));

    assertEquals(DescriptionFile.Kind.LOCAL_ONLY, file.kind());
    ArrayGeometry local = file.volume().geometry();
    assertEquals(Optional.empty(), file.volume().origin());
    assertEquals(SAMPLES.resolve("plain-gzip-xyz/my_blocks"), file.volume().cache().root());
    assertEquals("/volume/data", file.volume().cache().dataset());
    assertEquals(Optional.of(new ValueRange(0, 255)), file.volume().drange());
    assertEquals(BlockEncoding.Compression.GZIP, file.volume().cache().encoding().compression());
    assertEquals(4, file.volume().cache().encoding().level());
    assertArrayEquals(
        new long[] {4, 4, 4}, file.volume().cache().encoding().chunks().orElseThrow());
  }

  @Test
  void missingRootIsTheDescriptionsFolder() throws DescriptionException {
    DescriptionFile file = reader.read(SAMPLES.resolve("plain-txyzc-uint16/description.json"));

    assertEquals(SAMPLES.resolve("plain-txyzc-uint16"), file.volume().cache().root());
    assertArrayEquals(new long[] {1, 5, 5, 5, 100}, file.volume().geometry().blockShape());
  }

  /** Block folders hold the description as the original wrote it back. */
  @ParameterizedTest
  @ValueSource(
      strings = {"plain-gzip-xyz", "plain-txyzc-uint16", "plain-float32-yx", "truncated-by-view"})
  void normalFormIsWhatTheOriginalWrites(String sample, @TempDir Path folder)
      throws IOException, DescriptionException {
    DescriptionFile file = reader.read(SAMPLES.resolve(sample).resolve("description.json"));
    Path written = folder.resolve("description.json");
    Files.writeString(written, file.normalForm());

    assertEquals(Files.readString(copyInABlockFolder(sample)), Files.readString(written));
  }

  private static Path copyInABlockFolder(String sample) throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES.resolve(sample))) {
      return files
          .filter(f -> f.endsWith("description.json"))
          .filter(f -> !f.getParent().equals(SAMPLES.resolve(sample)))
          .findFirst()
          .orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"restful", "plain-gzip-xyz", "plain-txyzc-uint16", "plain-float32-yx"})
  void normalFormReadsAsTheSameAndIsItsOwnNormalForm(String sample) throws DescriptionException {
    Path path = SAMPLES.resolve(sample).resolve("description.json");
    DescriptionFile file = reader.read(path);
    DescriptionFile again = reader.parse(file.normalForm(), path, path.getParent());

    assertEquals(file.normalForm(), again.normalForm());
    assertEquals(file.volume().name(), again.volume().name());
    assertEquals(file.volume().geometry().storedView(), again.volume().geometry().storedView());
    assertEquals(file.volume().cache().root(), again.volume().cache().root());
  }

  @Test
  void writtenBackWithoutCommentsAndWithTheRemoteShape() throws DescriptionException {
    String text = reader.read(SAMPLES.resolve("restful/description.json")).normalForm();

    assertFalse(text.contains("NOTE"));
    assertTrue(text.contains("        \"hdf5_dataset\": \"cube\",\n        \"shape\": [\n"));
    assertTrue(text.contains("            70,\n            90,\n            100\n        ]\n"));
    assertTrue(text.endsWith("        \"sub_block_shape\": null\n    }\n}"));
  }
}
