package io.cellar.source.precomputed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.source.keys.Metadata;
import io.cellar.volume.AxisMap;
import io.cellar.volume.DType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecomputedFormatTest {
  private static String info(String head, String... scales) {
    return "{\"type\": \"image\", " + head + "\"scales\": [" + String.join(", ", scales) + "]}";
  }

  /** A scale of 64 x 48 x 32 voxels in chunks of 16 x 16 x 8, raw; {@code more} wins. */
  private static String scale(String key, String resolution, String more) {
    return """
    {"key": "%s", "resolution": %s, "size": [64, 48, 32], "chunk_sizes": [[16, 16, 8]],
     "encoding": "raw" %s}\
    """
        .formatted(key, resolution, more.isEmpty() ? "" : ", " + more);
  }

  private static FoundImage open(String info) throws Exception {
    return Levels.open(Levels.server().put("info", info));
  }

  private static String refusal(String info) {
    MemoryKeys keys = Levels.server().put("info", info);
    return assertThrows(FormatException.class, () -> Levels.open(keys)).getMessage();
  }

  private static final String U8 = "\"data_type\": \"uint8\", ";

  @Test
  void whatIsToldXFirstIsTurnedRound() throws Exception {
    FoundImage image =
        open(
            info(
                "\"data_type\": \"uint16\", \"num_channels\": 3, ",
                scale("a/b", "[4, 5.5, 40]", "\"voxel_offset\": [-10, 20, 30]")));
    ChunkedArray array = image.levels().getFirst().array();
    assertEquals("czyx", array.axes().toString());
    assertEquals(DType.UINT16, array.dtype());
    assertEquals("a/b", array.path());
    assertArrayEquals(new long[] {3, 32, 48, 64}, array.shape());
    assertArrayEquals(new long[] {3, 8, 16, 16}, array.chunk());
    assertArrayEquals(new long[] {0, 30, 20, -10}, array.originOffset());
    assertEquals(List.of(1.0, 40.0, 5.5, 4.0), image.voxelSize());
    assertEquals("nm", image.voxelUnit());
    assertEquals("0", array.fill().toString());
    assertEquals("https://example.org/volume/a/b", array.address());
    assertEquals(
        "https://example.org/volume/a/b/6-22_36-52_54-62",
        array.chunks().address(new long[] {0, 3, 1, 1}));
  }

  @Test
  void scalesAreSortedAndHiddenOnesLeftOut() throws Exception {
    FoundImage image =
        open(
            info(
                U8,
                scale("4", "[16, 16, 40]", "\"size\": [16, 12, 32]"),
                scale("1", "[4, 4, 40]", ""),
                scale("0", "[2, 2, 40]", "\"size\": [128, 96, 32], \"hidden\": true"),
                scale("2", "[8, 8, 40]", "\"size\": [32, 24, 32], \"hidden\": false")));
    assertEquals(
        List.of("1", "2", "4"), image.levels().stream().map(l -> l.array().path()).toList());
    assertEquals(
        List.of(new AxisMap(1, 0), new AxisMap(4, 0), new AxisMap(4, 0)),
        image.levels().get(2).toFinest());
    assertEquals(List.of(), image.notes());
  }

  @Test
  void offsetsThatWereRoundedDownShiftALevelByUpToOneOfItsVoxels() throws Exception {
    FoundImage image =
        open(
            info(
                U8,
                scale("1", "[4, 4, 40]", "\"voxel_offset\": [101, -7, 0]"),
                scale("2", "[8, 8, 40]", "\"size\": [33, 25, 32], \"voxel_offset\": [50, -4, 0]"),
                scale("4", "[16, 16, 40]", "\"size\": [17, 13, 32], \"voxel_offset\": [25, -2, 0]"),
                scale("8", "[32, 32, 40]", "\"size\": [9, 7, 32], \"voxel_offset\": [12, -1, 0]")));
    assertEquals(4, image.levels().size(), image.notes()::toString);
    assertEquals(
        List.of(new AxisMap(1, 0), new AxisMap(2, -1), new AxisMap(2, -1)),
        image.levels().get(1).toFinest());
    assertEquals(
        List.of(new AxisMap(1, 0), new AxisMap(8, -1), new AxisMap(8, -5)),
        image.levels().get(3).toFinest());
  }

  @Test
  void factorsAreWhatTheResolutionsSayWhateverTheSizes() throws Exception {
    FoundImage image =
        open(
            info(
                U8,
                scale("1", "[10, 10, 10]", "\"size\": [1000, 1000, 1000]"),
                scale("2", "[23.5, 20.05, 10]", "\"size\": [426, 499, 1000]")));
    List<AxisMap> maps = image.levels().get(1).toFinest();
    assertEquals(2.35, maps.get(2).scale(), 1e-12);
    assertEquals(2.005, maps.get(1).scale(), 1e-12);
    assertEquals(1, maps.get(0).scale());
  }

  @Test
  void aLevelThatCannotBeOneIsLeftOutWithANote() throws Exception {
    FoundImage image =
        open(
            info(
                U8,
                scale("1", "[4, 4, 40]", ""),
                scale("odd", "[8, 8, 20]", "\"size\": [32, 24, 64]"),
                scale("far", "[8, 8, 40]", "\"size\": [32, 24, 32], \"voxel_offset\": [9, 0, 0]"),
                scale("2", "[8, 8, 40]", "\"size\": [32, 24, 32]")));
    assertEquals(List.of("1", "2"), image.levels().stream().map(l -> l.array().path()).toList());
    assertEquals(2, image.notes().size());
    assertTrue(image.notes().getFirst().contains("\"odd\""), image.notes()::toString);
  }

  @Test
  void aSegmentationIsToldToBeOne() throws Exception {
    String info =
        info("\"data_type\": \"UINT64\", ", scale("s", "[8, 8, 8]", ""))
            .replace("image", "SEGmentation");
    assertTrue(open(info).hints().orElseThrow().labels());
    String image = info("\"data_type\": \"uint64\", ", scale("s", "[8, 8, 8]", ""));
    assertFalse(open(image).hints().orElseThrow().labels());
  }

  @ParameterizedTest
  @CsvSource({"Int8,INT8", "INT16,INT16", "int32,INT32", "Float32,FLOAT32", "uint32,UINT32"})
  void typesAreReadInAnyCase(String name, DType dtype) throws Exception {
    String info = info("\"data_type\": \"" + name + "\", ", scale("s", "[8, 8, 8]", ""));
    assertEquals(dtype, open(info).levels().getFirst().array().dtype());
  }

  @Test
  void ofSeveralChunkSizesTheMostCubicIsTaken() throws Exception {
    String info =
        info(
            U8,
            scale("s", "[8, 8, 8]", "")
                .replace(
                    "[[16, 16, 8]]", "[[512, 512, 1], [64, 16, 16], [32, 32, 16], [40, 32, 16]]"));
    ChunkedArray array = open(info).levels().getFirst().array();
    assertArrayEquals(new long[] {16, 32, 32}, array.chunk());
  }

  @Test
  void aChunkLargerThanTheVolumeIsOnlyWhatLiesInIt() throws Exception {
    String info =
        info(U8, scale("s", "[8, 8, 8]", "").replace("[[16, 16, 8]]", "[[1024, 4096, 4096]]"));
    ChunkedArray array = open(info).levels().getFirst().array();
    assertArrayEquals(new long[] {32, 48, 64}, array.chunk());
    assertEquals(
        "https://example.org/volume/s/0-64_0-48_0-32", array.chunks().address(new long[3]));
  }

  @Test
  void keysMayLeadUpwardOnAServerButNotOutOfAFolder() throws Exception {
    String info = info(U8, scale("../other/./x//../s0/", "[8, 8, 8]", ""));
    ChunkedArray array = open(info).levels().getFirst().array();
    assertEquals("../other/s0", array.path());
    assertEquals("https://example.org/other/s0", array.address());
    MemoryKeys folder = Levels.server().asFolder().put("info", info);
    assertTrue(
        assertThrows(FormatException.class, () -> Levels.open(folder))
            .getMessage()
            .startsWith(
                "the key \"../other/./x//../s0/\" leads out of the folder (/data/volume/info,"
                    + " scales[0].key)"));
    folder.put("info", info(U8, scale("inner/../s0", "[8, 8, 8]", "")));
    assertEquals("s0", Levels.first(folder).path());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"encoding\": \"raw\" | \"encoding\": \"jxl\" | encoding \"jxl\" is not read",
        "\"encoding\": \"raw\" | \"encoding\": \"compresso\" | encoding \"compresso\" is not read",
        "\"encoding\": \"raw\" | \"encoding\": \"crackle\" | encoding \"crackle\" is not read",
        "\"encoding\": \"raw\" | \"encoding\": \"fpzip\" | encoding \"fpzip\" is not read",
        "\"encoding\": \"raw\" | \"encoding\": \"kempressed\" | encoding \"kempressed\" is not",
        "\"encoding\": \"raw\" | \"encoding\": \"zfpc\" | encoding \"zfpc\" is not read",
        "\"encoding\": \"raw\" | \"x\": 1 | a value is missing, expected a text",
        "\"encoding\": \"raw\" | \"encoding\": \"compressed_segmentation\" | cannot hold uint8",
        "uint8 | int64 | the data type \"int64\" is not read",
        "uint8 | float64 | the data type \"float64\" is not read",
        "uint8 | complex64 | the data type \"complex64\" is not read",
        "[64, 48, 32] | [64, 0, 32] | the volume is empty",
        "[64, 48, 32] | [64, 48] | a list of three",
        "[64, 48, 32] | [64, 48.5, 32] | 48.5 instead of an integer",
        "[64, 48, 32] | [64, 1e999, 32] | instead of an integer",
        "[16, 16, 8] | [16, 0, 8] | 0 instead of an integer from 1",
        "[[16, 16, 8]] | [] | a list that is not empty",
        "[8, 8, 8] | [8, 0, 8] | 0 instead of a number above 0",
        "[8, 8, 8] | [8, NaN, 8] | instead of a number above 0",
        "[8, 8, 8] | [8, 1e300, 1e300] | too large",
        "\"key\": \"s\" | \"key\": \"/etc\" | no relative path",
        "\"key\": \"s\" | \"key\": \"http://x/y\" | no relative path",
        "\"image\" | \"mesh\" | instead of \"image\" or \"segmentation\"",
        "\"encoding\" | \"hidden\": true, \"encoding\" | all scales are hidden",
        "\"encoding\" | \"sharding\": {\"@type\": \"other\"}, \"encoding\" | sharding of another"
            + " type",
      })
  void whatIsNotReadIsRefusedByName(String from, String to, String message) {
    String info = info(U8, scale("s", "[8, 8, 8]", ""));
    assertTrue(info.contains(from), from);
    String refusal = refusal(info.replace(from, to));
    assertTrue(refusal.contains(message), refusal);
    assertTrue(refusal.contains("(https://example.org/volume/info, "), refusal);
  }

  @Test
  void chunksThatAreTooLargeAreRefused() {
    String scale =
        scale("s", "[8, 8, 8]", "\"size\": [100000, 100000, 100000]")
            .replace("[[16, 16, 8]]", "[[1024, 1024, 1025]]");
    assertTrue(refusal(info(U8, scale)).startsWith("chunks are larger than 1073741824 bytes"));
  }

  @Test
  void otherFilesOfThatNameAreNoVolumes() throws Exception {
    assertTrue(
        refusal("{\"@type\": \"neuroglancer_legacy_mesh\"}")
            .startsWith("\"neuroglancer_legacy_mesh\" is no volume and is not read"));
    assertTrue(refusal("{\"@type\": \"neuroglancer_skeletons\"}").contains("skeletons"));
    assertTrue(refusal("{\"@type\": \"neuroglancer_annotations_v1\"}").contains("annotations"));
    assertTrue(
        refusal("{\"@type\": \"atlas\", \"scales\": []}").contains("\"atlas\" is no volume"));
    assertTrue(refusal("{\"scales\": [1, 2").startsWith("not JSON: "));
    for (String other :
        List.of("", "<html>", "{}", "[]", "3", "{\"Base\": {}}", "{\"a\"", "null")) {
      MemoryKeys keys = Levels.server().put("info", other);
      assertTrue(new PrecomputedFormat().find(new Metadata(keys)).isEmpty(), other);
      assertEquals(List.of("volume/info"), keys.asked());
    }
    assertTrue(new PrecomputedFormat().find(new Metadata(Levels.server().asFolder())).isEmpty());
  }

  @Test
  void anInfoThatIsGzipIsReadAndShardingMayBeNull() throws Exception {
    String info = info(U8, scale("s", "[8, 8, 8]", "\"sharding\": null, \"voxel_offset\": null"));
    MemoryKeys keys = Levels.server();
    keys.put("info", info);
    keys.put("info", ShardWriter.gzip(keys.bytes("info")));
    assertArrayEquals(new long[3], Levels.first(keys).originOffset());
  }
}
