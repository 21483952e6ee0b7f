package io.cellar.source.n5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.volume.Block;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What an array's attributes say, and what is refused. */
class N5FormatTest {

  private static FoundImage image(String attributes) throws Exception {
    return Reading.image(MemoryKeys.remote().put("attributes.json", attributes));
  }

  private static String ofRank(int rank, String... members) {
    long[] dimensions = {10, 8, 6, 3, 2, 1, 1};
    long[] blocks = {4, 4, 4, 2, 1, 5, 1};
    return Written.array(
        "int64",
        java.util.Arrays.copyOf(dimensions, rank),
        java.util.Arrays.copyOf(blocks, rank),
        members);
  }

  @Test
  void axesWithoutNamesAreXThenYThenZThenChannelThenTime() throws Exception {
    for (String axes : List.of("x", "yx", "zyx", "czyx", "tczyx")) {
      FoundImage image = image(ofRank(axes.length()));
      ChunkedArray array = image.levels().getFirst().array();
      assertEquals(axes, array.axes().toString());
      assertEquals(10, array.shape()[axes.length() - 1]);
      assertEquals(List.of("the axes have no names and were taken for " + axes), image.notes());
    }
  }

  @Test
  void axesGoByTheirNames() throws Exception {
    FoundImage image = image(ofRank(4, "\"axes\":[\"X\",\"y\",\"Time\",\"ch\"]"));
    ChunkedArray array = image.levels().getFirst().array();
    assertEquals("ctyx", array.axes().toString());
    assertArrayEquals(new long[] {3, 6, 8, 10}, array.shape());
    assertArrayEquals(new long[] {2, 4, 4, 4}, array.chunk());
    assertEquals(List.of(), image.notes());
    String objects =
        "\"axes\":[{\"name\":\"x\"},{\"name\":\"y\"},{\"name\":\"z\"},{\"name\":\"t\"}]";
    assertEquals("tzyx", image(ofRank(4, objects)).levels().getFirst().array().axes().toString());
    String transform = "\"transform\":{\"axes\":[\"t\",\"z\",\"y\",\"x\"],\"scale\":[1,2,3,4]}";
    assertEquals("tzyx", image(ofRank(4, transform)).levels().getFirst().array().axes().toString());
  }

  @Test
  void namesThatDoNotFitArePassedOver() throws Exception {
    assertEquals(
        List.of(
            "axes are not the names of 3 axes, and were passed over",
            "the axes have no names and were taken for zyx"),
        image(ofRank(3, "\"axes\":[\"x\",\"y\"]")).notes());
  }

  @Test
  void anUnknownAxisOfOneVoxelIsDropped() throws Exception {
    MemoryKeys keys =
        MemoryKeys.remote()
            .put(
                "attributes.json",
                Written.array(
                    "uint8",
                    new long[] {3, 1, 2},
                    new long[] {2, 5, 2},
                    "\"axes\":[\"x\",\"angle\",\"y\"]"))
            .put("1/0/0", Written.block(new long[] {2, 5, 2}, Written.counting(20)));
    ChunkedArray array = Reading.array(keys);
    assertEquals("yx", array.axes().toString());
    assertArrayEquals(new long[] {2, 3}, array.shape());
    assertArrayEquals(new long[] {2, 2}, array.chunk());
    assertEquals("https://example.org/1/0/0", array.chunks().address(new long[] {0, 1}));
    Block whole = Reading.whole(array);
    assertArrayEquals(new byte[] {0, 0, 1, 0, 0, 11}, (byte[]) whole.values());
    assertEquals(
        "tczyx",
        Reading.array(MemoryKeys.remote().put("attributes.json", ofRank(7))).axes().toString());
  }

  @Test
  void aVoxelsSizeIsToldInSeveralWays() throws Exception {
    assertSize(
        List.of(30.0, 8.0, 4.0),
        "nm",
        ofRank(3, "\"pixelResolution\":{\"unit\":\"nm\",\"dimensions\":[4,8,30]}"));
    assertSize(List.of(30.0, 8.0, 4.0), "", ofRank(3, "\"pixelResolution\":[4,8,30]"));
    assertSize(
        List.of(30.0, 8.0, 4.0),
        "nm",
        ofRank(3, "\"resolution\":[4,8,0.03],\"units\":[\"nm\",\"nm\",\"um\"]"));
    assertSize(
        List.of(30.0, 8.0, 4.0),
        "um",
        ofRank(
            3,
            "\"transform\":{\"axes\":[\"y\",\"x\",\"z\"],\"scale\":[8,4,30],"
                + "\"units\":[\"um\",\"um\",\"um\"]}"));
    assertSize(
        List.of(1.0, 30.0, 8.0, 4.0), "nm", ofRank(4, "\"resolution\":[4,8,30],\"units\":\"nm\""));
    assertSize(
        List.of(5.0, 30.0, 8.0, 4.0),
        "nm",
        ofRank(
            4,
            "\"axes\":[\"x\",\"y\",\"z\",\"t\"],\"resolution\":[4,8,30,5],"
                + "\"units\":[\"nm\",\"nm\",\"nm\",\"s\"]"));
  }

  private static void assertSize(List<Double> sizes, String unit, String attributes)
      throws Exception {
    FoundImage image = image(attributes);
    assertEquals(sizes.size(), image.voxelSize().size());
    for (int d = 0; d < sizes.size(); d++) {
      assertEquals(sizes.get(d), image.voxelSize().get(d), 1e-9);
    }
    assertEquals(unit, image.voxelUnit());
  }

  @Test
  void aVoxelsSizeThatIsNoneIsToldButStopsNothing() throws Exception {
    for (String size : List.of("[4,-8,30]", "[4,8]", "\"nm\"", "{}", "[NaN,1,1]", "[1e999,1,1]")) {
      FoundImage image = image(ofRank(3, "\"resolution\":" + size));
      assertEquals(List.of(), image.voxelSize(), size);
      assertEquals(
          "the size of voxels is told in a way that is not read", image.notes().getLast(), size);
    }
  }

  @TestFactory
  Stream<DynamicTest> whatCannotBeReadIsRefusedByName() {
    String raw = "\"compression\":{\"type\":\"raw\"}";
    return Stream.of(
            refused(
                "N5 compression \"jpeg\" is not read: compression.type",
                ofRank(3, "\"compression\":{\"type\":\"jpeg\"}")),
            refused(
                "N5 compression \"snappy\" is not read: compressionType",
                ofRank(3, "\"compressionType\":\"snappy\"")),
            refused(
                "expected the name of a compression: compression.type",
                ofRank(3, "\"compression\":{}")),
            refused(
                "expected the name of a compression: compression",
                "{\"dimensions\":[1],\"blockSize\":[1],\"dataType\":\"uint8\"}"),
            refused(
                "shards of N5, a draft, are not read: shardSize",
                ofRank(3, "\"shardSize\":[64,64,64]")),
            refused("shards of N5, a draft, are not read: codecs", ofRank(3, "\"codecs\":[]")),
            refused(
                "N5 type \"object\" is not read: dataType",
                Written.array("object", new long[] {1}, new long[] {1})),
            refused(
                "N5 type \"string\" is not read: dataType",
                Written.array("string", new long[] {1}, new long[] {1})),
            refused(
                "N5 type \"bool\" is not read: dataType",
                Written.array("bool", new long[] {1}, new long[] {1})),
            refused(
                "N5 type \"UINT8\" is not read: dataType",
                Written.array("UINT8", new long[] {1}, new long[] {1})),
            refused(
                "expected the name of a type: dataType",
                "{\"dimensions\":[1],\"blockSize\":[1]," + raw + "}"),
            refused(
                "expected a list of sizes, x first, but there is nothing: blockSize",
                "{\"dimensions\":[1]}"),
            refused(
                "expected 2 sizes as in dimensions, not 1: blockSize",
                Written.array("uint8", new long[] {1, 1}, new long[] {1})),
            refused(
                "the array is empty: dimensions[1]",
                Written.array("uint8", new long[] {5, 0}, new long[] {1, 1})),
            refused(
                "expected a whole number, not -5: dimensions[0]",
                Written.array("uint8", new long[] {-5}, new long[] {1})),
            refused(
                "expected a whole number, not 1.5: dimensions[0]",
                "{\"dimensions\":[1.5],\"blockSize\":[1]}"),
            refused(
                "expected a whole number, not 18446744073709551617: dimensions[0]",
                "{\"dimensions\":[18446744073709551617],\"blockSize\":[1]}"),
            refused(
                "a block has more than 1 GiB: blockSize",
                Written.array("float64", new long[] {5, 5}, new long[] {1 << 20, 1 << 20})),
            refused(
                "a block has more than 1 GiB: blockSize",
                Written.array(
                    "uint8", new long[] {5, 5}, new long[] {Long.MAX_VALUE, Long.MAX_VALUE})),
            refused(
                "more than 2^62 blocks: dimensions",
                Written.array("uint8", new long[] {1L << 40, 1L << 40}, new long[] {1, 1})),
            refused(
                "an axis of 3 voxels is none of x, y, z, c and t: \"angle\": axes",
                ofRank(4, "\"axes\":[\"x\",\"y\",\"z\",\"angle\"]")),
            refused("two axes are named x: axes", ofRank(3, "\"axes\":[\"x\",\"y\",\"X\"]")),
            refused(
                "an axis of 2 voxels is none of x, y, z, c and t: \"number 6\": dimensions",
                Written.array(
                    "uint8", new long[] {1, 1, 1, 1, 1, 2}, new long[] {1, 1, 1, 1, 1, 1})),
            refused("N5 of version \"5.0.0\" is not read, only up to 4: n5", "{\"n5\":\"5.0.0\"}"))
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c[0],
                    () -> {
                      FormatException e = assertThrows(FormatException.class, () -> image(c[1]));
                      assertEquals(
                          c[0] + " in https://example.org/attributes.json", e.getMessage());
                    }));
  }

  private static String[] refused(String message, String attributes) {
    return new String[] {message, attributes};
  }

  @Test
  void whatIsNoObjectIsNoMetadataOfAServerButABrokenFileOfAFolder() throws Exception {
    for (String page : List.of("Not found", "<html>", "[1]", "", " \n")) {
      MemoryKeys keys = MemoryKeys.remote().put("attributes.json", page);
      assertEquals(Optional.empty(), Reading.find(keys), page);
    }
    MemoryKeys broken = MemoryKeys.remote().put("attributes.json", "{\"dimensions\":[1,");
    String message = assertThrows(FormatException.class, () -> Reading.find(broken)).getMessage();
    assertEquals("not JSON: https://example.org/attributes.json", message.substring(0, 45));
    MemoryKeys list = MemoryKeys.remote().put("attributes.json", "[1]").asFolder();
    assertEquals(
        "no JSON object: /data/attributes.json",
        assertThrows(FormatException.class, () -> Reading.find(list)).getMessage());
  }

  @Test
  void aPlaceWithoutAnyOfItsMetadataIsNotN5() throws Exception {
    assertEquals(Optional.empty(), Reading.find(MemoryKeys.remote().put("info", "{}")));
    assertEquals(Optional.empty(), Reading.find(MemoryKeys.remote().put("info", "{}").asFolder()));
  }
}
