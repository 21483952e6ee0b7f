package io.cellar.source.n5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Containers that other programs wrote, voxel by voxel. */
class N5SamplesTest {
  private static final Path VOLUMES =
      Path.of(System.getProperty("cellar.test.resources"), "volumes");

  private static JsonNode expected(String sample) throws Exception {
    byte[] json = Files.readAllBytes(VOLUMES.resolve(sample).resolve("EXPECTED.json"));
    return JsonMapper.shared().readTree(json);
  }

  private static MemoryKeys container(String sample) throws Exception {
    return MemoryKeys.remote().putAll(VOLUMES.resolve(sample).resolve("container.n5"));
  }

  @TestFactory
  Stream<DynamicTest> everyCompressionIsReadWhole() throws Exception {
    MemoryKeys keys = container("n5-all-codecs");
    JsonNode expected = expected("n5-all-codecs");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode level : expected.get("levels")) {
      String path = level.get("path").stringValue();
      tests.add(
          DynamicTest.dynamicTest(
              path,
              () -> {
                FoundImage image = Reading.image(keys.at(path));
                assertEquals(path, image.name());
                assertEquals(List.of(), image.notes());
                assertEquals(doubles(expected.get("voxel_size_zyx")), image.voxelSize());
                assertEquals("nm", image.voxelUnit());
                assertAsExpected(level, image.levels().getFirst().array());
              }));
    }
    return tests.stream();
  }

  @Test
  void everyLevelOfAGroupIsReadWhole() throws Exception {
    JsonNode expected = expected("n5-multiscale-gzip");
    FoundImage image = Reading.image(container("n5-multiscale-gzip").at("em"));
    assertEquals("em", image.name());
    assertEquals(List.of("the axes have no names and were taken for zyx"), image.notes());
    assertEquals(doubles(expected.get("voxel_size_zyx")), image.voxelSize());
    assertEquals("nm", image.voxelUnit());
    assertEquals(expected.get("levels").size(), image.levels().size());
    for (int k = 0; k < image.levels().size(); k++) {
      JsonNode level = expected.get("levels").get(k);
      assertEquals(
          doubles(level.get("downsampling")).stream().map(f -> new AxisMap(f, 0)).toList(),
          image.levels().get(k).toFinest());
      assertAsExpected(level, image.levels().get(k).array());
    }
  }

  @Test
  void aContainerOnDiskThatHasOneImageIsThatImage() throws Exception {
    FoundImage image = Reading.image(container("n5-multiscale-gzip").asFolder());
    assertEquals("em", image.name());
    assertEquals(List.of(30.0, 8.0, 8.0), image.voxelSize());
    assertEquals("em/s2", image.levels().getLast().array().path());
    assertAsExpected(
        expected("n5-multiscale-gzip").get("levels").get(2), image.levels().getLast().array());
  }

  @Test
  void aContainerOnDiskOffersItsArrays() throws Exception {
    assertEquals(
        List.of("blosc", "bzip2", "gzip", "lz4", "old-gzip", "raw", "xz", "zlib", "zstd"),
        Reading.paths(Reading.several(container("n5-all-codecs").asFolder())));
  }

  private static void assertAsExpected(JsonNode level, ChunkedArray array) throws Exception {
    assertEquals("N5", array.format());
    assertEquals(level.get("axes").stringValue(), array.axes().toString());
    assertEquals(level.get("dtype").stringValue(), array.dtype().numpyName());
    assertArrayEquals(longs(level.get("shape")), array.shape());
    assertArrayEquals(longs(level.get("chunk")), array.chunk());
    List<List<Long>> missing = new ArrayList<>();
    for (JsonNode position : level.get("missing_chunks_zyx")) {
      missing.add(Arrays.stream(longs(position)).boxed().toList());
    }
    assertEquals(missing, Reading.missing(array));
    Block whole = Reading.whole(array);
    assertEquals(level.get("sha256").stringValue(), sha256(whole));
    assertTrue(level.get("rois").size() > 0);
    for (JsonNode roi : level.get("rois")) {
      Roi box = new Roi(longs(roi.get("start")), longs(roi.get("stop")));
      Block part = Blocks.crop(whole, box);
      assertEquals(roi.get("sha256").stringValue(), sha256(part));
      assertEquals(roi.get("first").doubleValue(), part.toDouble(0));
    }
  }

  private static String sha256(Block block) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Blocks.littleEndian(block));
    return HexFormat.of().formatHex(digest);
  }

  private static long[] longs(JsonNode list) {
    long[] values = new long[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).longValue();
    }
    return values;
  }

  private static List<Double> doubles(JsonNode list) {
    List<Double> values = new ArrayList<>();
    for (JsonNode value : list) {
      values.add(value.doubleValue());
    }
    return values;
  }
}
