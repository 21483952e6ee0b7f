package io.cellar.source.precomputed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.chunked.FoundImage.FoundLevel;
import io.cellar.source.keys.FolderKeys;
import io.cellar.source.keys.KeyStore;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Volumes that other software has written or checked, each level whole. */
class SampleVolumesTest {
  static final Path SAMPLES =
      Path.of(System.getProperty("cellar.test.resources"), "volumes").toAbsolutePath();

  static List<Path> samples() throws Exception {
    try (Stream<Path> all = Files.list(SAMPLES)) {
      return all.filter(p -> p.getFileName().toString().startsWith("precomputed-"))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  @Test
  void allKindsAreThere() throws Exception {
    assertEquals(7, samples().size());
  }

  @TestFactory
  Stream<DynamicTest> aFolderHasTheVoxelsThatWereWritten() throws Exception {
    return samples().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.getFileName().toString(),
                    () -> check(sample, new FolderKeys(sample.resolve("volume")))));
  }

  @TestFactory
  Stream<DynamicTest> aServerHasTheVoxelsThatWereWritten() throws Exception {
    return samples().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.getFileName().toString(),
                    () -> check(sample, Levels.server().putAll(sample.resolve("volume")))));
  }

  static void check(Path sample, KeyStore keys) throws Exception {
    JsonNode expected =
        JsonMapper.shared().readTree(Files.readAllBytes(sample.resolve("EXPECTED.json")));
    FoundImage image = Levels.open(keys);
    assertEquals("Neuroglancer precomputed", image.format());
    assertEquals("volume", image.name());
    assertEquals("nm", image.voxelUnit());
    assertEquals(expected.path("levels").size(), image.levels().size());
    for (int k = 0; k < image.levels().size(); k++) {
      checkLevel(expected.path("levels").path(k), image.levels().get(k));
    }
    double[] size = doubles(expected.path("levels").path(0).path("resolution_nm_zyx"));
    int rank = image.voxelSize().size();
    for (int d = 0; d < 3; d++) {
      assertEquals(size[d], image.voxelSize().get(rank - 3 + d));
    }
  }

  private static void checkLevel(JsonNode expected, FoundLevel level) throws Exception {
    ChunkedArray array = level.array();
    int rank = array.shape().length;
    assertEquals(expected.path("path").stringValue(), array.path());
    assertEquals(expected.path("axes").stringValue(), array.axes().toString());
    assertEquals(expected.path("dtype").stringValue(), array.dtype().numpyName());
    assertArrayEquals(longs(expected.path("shape")), array.shape());
    assertArrayEquals(longs(expected.path("chunk")), last3(array.chunk()));
    assertArrayEquals(longs(expected.path("voxel_offset_zyx")), last3(array.originOffset()));
    double[] factors = doubles(expected.path("downsampling_zyx"));
    for (int d = 0; d < 3; d++) {
      assertEquals(factors[d], level.toFinest().get(rank - 3 + d).scale());
    }
    List<String> missing = new ArrayList<>();
    for (JsonNode xyz : expected.path("missing_chunks_xyz")) {
      long[] at = longs(xyz);
      missing.add(Arrays.toString(new long[] {at[2], at[1], at[0]}));
    }
    assertEquals(
        missing.stream().sorted().toList(), Levels.missing(array).stream().sorted().toList());
    Block whole = Levels.whole(array);
    assertEquals(expected.path("sha256").stringValue(), sha256(whole));
    for (JsonNode roi : expected.path("rois")) {
      Block part = Blocks.crop(whole, new Roi(longs(roi.path("start")), longs(roi.path("stop"))));
      assertEquals(roi.path("sha256").stringValue(), sha256(part));
      assertEquals(roi.path("first").doubleValue(), part.toDouble(0));
    }
  }

  private static long[] last3(long[] values) {
    return Arrays.copyOfRange(values, values.length - 3, values.length);
  }

  private static long[] longs(JsonNode list) {
    long[] values = new long[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.path(i).longValue();
    }
    return values;
  }

  private static double[] doubles(JsonNode list) {
    double[] values = new double[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.path(i).doubleValue();
    }
    return values;
  }

  private static String sha256(Block block) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Blocks.littleEndian(block)));
  }
}
