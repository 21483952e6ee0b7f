package io.cellar.source.n5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.volume.AxisMap;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which arrays are resolutions of one image, and by how much they are coarser. */
class N5LevelsTest {
  private static final String GUESS = "the axes have no names and were taken for zyx";

  private static void put(MemoryKeys keys, String path, long[] dimensions, String... members) {
    keys.put(
        path + "/attributes.json",
        Written.array("uint8", dimensions, new long[] {8, 8, 8}, members));
  }

  private static List<String> paths(FoundImage image) {
    return image.levels().stream().map(level -> level.array().path()).toList();
  }

  /** Factors and offsets of all levels, in the order of axes. */
  private static List<List<AxisMap>> maps(FoundImage image) {
    return image.levels().stream().map(FoundImage.FoundLevel::toFinest).toList();
  }

  private static List<AxisMap> scaled(long... factors) {
    return AxisMap.scaled(factors);
  }

  private static String cosem(String path, String axes, String scale, String translate) {
    String letters = Arrays.stream(axes.split("")).map(a -> "\"" + a + "\"").toList().toString();
    return "{\"path\":\"%s\",\"transform\":{\"axes\":%s,\"scale\":%s,\"translate\":%s,\"units\":%s}}"
        .formatted(path, letters, scale, translate, "[\"nm\",\"nm\",\"nm\"]");
  }

  private static String multiscales(String... datasets) {
    return "{\"multiscales\":[{\"name\":\"em\",\"datasets\":[%s]}]}"
        .formatted(String.join(",", datasets));
  }

  @Test
  void transformsOfAGroupAreInTheOrderOfTheirOwnAxes() throws Exception {
    MemoryKeys keys = MemoryKeys.remote();
    keys.put(
        "attributes.json",
        multiscales(
            cosem("coarse/s1", "yxz", "[8,16,60]", "[2,6,15]"),
            cosem("s0", "zyx", "[30,4,4]", "[0,0,0]")));
    put(keys, "s0", new long[] {40, 30, 20});
    put(keys, "coarse/s1", new long[] {10, 15, 10});
    FoundImage image = Reading.image(keys);
    assertEquals("em", image.name());
    assertEquals(List.of("s0", "coarse/s1"), paths(image));
    assertEquals(List.of(scaled(1, 1, 1), scaled(2, 2, 4)), maps(image));
    assertEquals(List.of(30.0, 4.0, 4.0), image.voxelSize());
    assertEquals("nm", image.voxelUnit());
    assertEquals(List.of(), image.notes());
  }

  @Test
  void aLevelsOwnTransformWins() throws Exception {
    MemoryKeys keys = MemoryKeys.remote();
    keys.put(
        "attributes.json",
        multiscales(
            cosem("s0", "zyx", "[4,4,4]", "[0,0,0]"), cosem("s1", "zyx", "[9,9,9]", "[0,0,0]")));
    put(keys, "s0", new long[] {40, 40, 40});
    put(
        keys,
        "s1",
        new long[] {20, 20, 20},
        "\"transform\":{\"axes\":[\"z\",\"y\",\"x\"],\"scale\":[8,8,8],\"units\":[\"nm\",\"nm\",\"nm\"]}");
    assertEquals(List.of(scaled(1, 1, 1), scaled(2, 2, 2)), maps(Reading.image(keys)));
  }

  @Test
  void levelsThatAreMovedOtherwiseThanAveragesAreStayMoved() throws Exception {
    MemoryKeys keys = MemoryKeys.remote();
    keys.put(
        "attributes.json",
        multiscales(
            cosem("s0", "zyx", "[4,4,4]", "[100,100,100]"),
            cosem("s1", "zyx", "[8,8,8]", "[102,100,104]")));
    put(keys, "s0", new long[] {40, 40, 40});
    put(keys, "s1", new long[] {20, 20, 20});
    assertEquals(
        List.of(new AxisMap(2, 0), new AxisMap(2, 0), new AxisMap(2, 0.5)),
        maps(Reading.image(keys)).getLast());
  }

  @Test
  void factorsOfAGroupAreXFirst() throws Exception {
    for (String key : List.of("downsamplingFactors", "scales")) {
      MemoryKeys keys = MemoryKeys.remote();
      keys.put(
          "em/attributes.json",
          "{\"%s\":[[1,1,1],[2,2,1],[4,4,2]],\"resolution\":[4,4,40]}".formatted(key));
      put(keys, "em/s0", new long[] {40, 30, 20});
      put(keys, "em/s1", new long[] {20, 15, 20});
      put(keys, "em/s2", new long[] {10, 8, 10});
      FoundImage image = Reading.image(keys.at("em"));
      assertEquals(List.of("s0", "s1", "s2"), paths(image));
      assertEquals(List.of(scaled(1, 1, 1), scaled(1, 2, 2), scaled(2, 4, 4)), maps(image));
      assertEquals(List.of(40.0, 4.0, 4.0), image.voxelSize());
      assertEquals(List.of(GUESS), image.notes());
    }
  }

  @Test
  void aFinestLevelThatIsNotThereMakesTheNextTheFinest() throws Exception {
    MemoryKeys keys = MemoryKeys.remote();
    keys.put(
        "em/attributes.json",
        "{\"n5\":\"2.0.0\",\"downsamplingFactors\":[[1,1,1],[2,2,1],[4,4,2]],"
            + "\"pixelResolution\":[4,4,40]}");
    put(keys, "em/s1", new long[] {20, 15, 20});
    put(keys, "em/s2", new long[] {10, 8, 10});
    FoundImage image = Reading.image(keys.at("em"));
    assertEquals(List.of(scaled(1, 1, 1), scaled(2, 2, 2)), maps(image));
    assertEquals(List.of(40.0, 8.0, 8.0), image.voxelSize());
    assertEquals(List.of("level \"s0\" is left out: it is not there", GUESS), image.notes());
  }

  @Test
  void numberedLevelsWithoutFactorsGoByTheirSizes() throws Exception {
    MemoryKeys keys = MemoryKeys.remote();
    put(keys, "s0", new long[] {41, 30, 20});
    put(keys, "s1", new long[] {21, 15, 10});
    put(keys, "s2", new long[] {10, 8, 5});
    put(keys, "s3", new long[] {10, 8, 5});
    put(keys, "s5", new long[] {1, 1, 1});
    FoundImage image = Reading.image(keys);
    assertEquals(List.of("s0", "s1", "s2"), paths(image));
    assertEquals(List.of(scaled(1, 1, 1), scaled(2, 2, 2), scaled(4, 4, 4)), maps(image));
    assertEquals(
        List.of(GUESS, "level \"s3\" is left out: nothing says by how much it is coarser"),
        image.notes());
    assertTrue(keys.asked().contains("s4/attributes.json"));
    assertTrue(!keys.asked().contains("s5/attributes.json"));
  }

  @Test
  void numberedLevelsTellTheirFactorsThemselves() throws Exception {
    MemoryKeys keys = MemoryKeys.remote();
    put(keys, "s0", new long[] {40, 30, 20}, "\"pixelResolution\":[4,4,40]");
    put(
        keys,
        "s1",
        new long[] {20, 30, 20},
        "\"downsamplingFactors\":[2,1,1],\"pixelResolution\":[8,4,40]");
    put(
        keys,
        "s2",
        new long[] {20, 10, 20},
        "\"transform\":{\"axes\":[\"z\",\"y\",\"x\"],\"scale\":[1,3,2]}");
    FoundImage image = Reading.image(keys);
    assertEquals(List.of(40.0, 4.0, 4.0), image.voxelSize());
    assertEquals(List.of(scaled(1, 1, 1), scaled(1, 1, 2)), maps(image));
    assertEquals(
        "level \"s2\" is left out: nothing says by how much it is coarser",
        image.notes().getLast());
  }

  @Test
  void whatCannotBeALevelIsLeftOutAndNamed() throws Exception {
    MemoryKeys keys = MemoryKeys.remote();
    keys.put("attributes.json", "{\"scales\":[[1,1,1],[2,2,2],[4,4,4],[8,8,8]]}");
    put(keys, "s0", new long[] {64, 64, 64});
    put(keys, "s1", new long[] {32, 32, 32}, "\"compression\":{\"type\":\"jpeg\"}");
    put(keys, "s2", new long[] {16, 17, 48});
    keys.put(
        "s3/attributes.json", Written.array("uint16", new long[] {8, 8, 8}, new long[] {8, 8, 8}));
    FoundImage image = Reading.image(keys);
    assertEquals(List.of("s0"), paths(image));
    assertEquals(
        List.of(
            GUESS,
            "level \"s1\" is left out: N5 compression \"jpeg\" is not read: compression.type in"
                + " https://example.org/s1/attributes.json",
            "level \"s2\" is left out: along z it reaches from 0.00000 to 192.000, level 0 from 0"
                + " to 64",
            "level \"s3\" is left out: its dtype is UINT16, not UINT8"),
        image.notes());
  }

  @Test
  void aFinestLevelThatCannotBeReadIsARefusal() {
    MemoryKeys keys = MemoryKeys.remote();
    put(keys, "s0", new long[] {64, 64, 64}, "\"compression\":{\"type\":\"jpeg\"}");
    put(keys, "s1", new long[] {32, 32, 32});
    assertThrows(FormatException.class, () -> Reading.image(keys));
  }

  @Test
  void levelsThatAreNamedButNotThereAreARefusal() {
    MemoryKeys keys = MemoryKeys.remote();
    keys.put("attributes.json", multiscales(cosem("s0", "zyx", "[4,4,4]", "[0,0,0]")));
    assertEquals(
        "none of its levels is there: N5 group https://example.org/",
        assertThrows(FormatException.class, () -> Reading.image(keys)).getMessage());
  }

  @Test
  void aLevelsPathStaysBelowItsGroup() {
    for (String path :
        List.of("../s0", "a/../../s0", "/s0", "a//s0", "", ".", "a\\\\s0", "a/./s0")) {
      MemoryKeys keys = MemoryKeys.remote();
      keys.put("attributes.json", multiscales(cosem(path, "zyx", "[4,4,4]", "[0,0,0]")));
      String message = assertThrows(FormatException.class, () -> Reading.image(keys)).getMessage();
      assertTrue(message.startsWith("expected a path below the group, not \""), message);
      assertTrue(
          message.endsWith(
              "multiscales[0].datasets[0].path in https://example.org/attributes.json"),
          message);
    }
  }

  @Test
  void aLevelByItselfHasTheFoldersAboveToTellItsSize() throws Exception {
    MemoryKeys keys = MemoryKeys.remote();
    keys.put("attributes.json", "{\"n5\":\"2.0.0\"}");
    keys.put(
        "em/attributes.json", "{\"pixelResolution\":{\"unit\":\"nm\",\"dimensions\":[4,4,40]}}");
    put(keys, "em/s1", new long[] {20, 30, 20}, "\"downsamplingFactors\":[2,2,1]");
    FoundImage image = Reading.image(keys.at("em/s1"));
    assertEquals(List.of(40.0, 8.0, 8.0), image.voxelSize());
    assertEquals("nm", image.voxelUnit());
  }

  @Test
  void nothingIsTakenFromAboveTheContainersRoot() throws Exception {
    MemoryKeys keys = MemoryKeys.remote();
    keys.put("attributes.json", "{\"pixelResolution\":[4,4,40]}");
    keys.put("data.n5/attributes.json", "{\"n5\":\"2.0.0\"}");
    put(keys, "data.n5/em", new long[] {20, 30, 20});
    assertEquals(List.of(), Reading.image(keys.at("data.n5/em")).voxelSize());
  }

  @Test
  void foldersAboveThatCannotBeAskedAreToldOf() throws Exception {
    MemoryKeys keys = MemoryKeys.remote();
    keys.put("attributes.json", "!");
    put(keys, "em", new long[] {20, 30, 20});
    assertEquals(
        List.of(
            GUESS,
            "the folders above were not asked: no answer in time:"
                + " https://example.org/attributes.json"),
        Reading.image(keys.at("em")).notes());
  }
}
