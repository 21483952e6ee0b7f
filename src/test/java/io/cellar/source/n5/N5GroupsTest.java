package io.cellar.source.n5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.volume.AxisMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Groups that hold several things, and groups that do not say what they hold. */
class N5GroupsTest {
  private static final String ARRAY =
      Written.array("uint8", new long[] {40, 30, 20}, new long[] {8, 8, 8});
  private static final String HALF =
      Written.array("uint8", new long[] {20, 15, 20}, new long[] {8, 8, 8});

  private static MemoryKeys views(int setups, int times) {
    MemoryKeys keys = MemoryKeys.remote().put("attributes.json", "{\"n5\":\"2.5.0\"}");
    for (int s = 0; s < setups; s++) {
      keys.put(
          "setup" + s + "/attributes.json",
          "{\"downsamplingFactors\":[[1,1,1],[2,2,1]],\"dataType\":\"uint8\"}");
      for (int t = 0; t < times; t++) {
        String view = "setup" + s + "/timepoint" + t;
        keys.put(view + "/attributes.json", "{\"resolution\":[4,4,40],\"multiScale\":true}");
        keys.put(view + "/s0/attributes.json", ARRAY);
        keys.put(view + "/s1/attributes.json", HALF);
      }
    }
    return keys;
  }

  @Test
  void setupsAndTimePointsAreOfferedOfAServerToo() throws Exception {
    MemoryKeys keys = views(2, 3);
    for (MemoryKeys each : List.of(keys, keys.asFolder())) {
      Found.Several several = Reading.several(each);
      assertEquals("a BigDataViewer N5", several.what());
      assertEquals(
          List.of(
              "setup0/timepoint0",
              "setup0/timepoint1",
              "setup0/timepoint2",
              "setup1/timepoint0",
              "setup1/timepoint1",
              "setup1/timepoint2"),
          Reading.paths(several));
      assertEquals("setup 1, time point 2", several.choices().getLast().label());
    }
  }

  @Test
  void aFolderMayHaveGapsInItsNumbers() throws Exception {
    MemoryKeys keys = views(12, 1);
    IntStream.range(0, 10).forEach(s -> keys.remove("setup" + s + "/attributes.json"));
    IntStream.range(0, 10)
        .forEach(s -> keys.objects().keySet().removeIf(key -> key.startsWith("setup" + s + "/")));
    keys.put("setup2/attributes.json", "{}");
    keys.put("setup2/timepoint7/s0/attributes.json", ARRAY);
    assertEquals(
        List.of("setup2/timepoint7", "setup10/timepoint0", "setup11/timepoint0"),
        Reading.paths(Reading.several(keys.asFolder())));
  }

  @Test
  void aSetupOffersItsTimePoints() throws Exception {
    MemoryKeys keys = views(1, 3);
    for (MemoryKeys each : List.of(keys, keys.asFolder())) {
      Found.Several several = Reading.several(each.at("setup0"));
      assertEquals(List.of("timepoint0", "timepoint1", "timepoint2"), Reading.paths(several));
    }
  }

  @Test
  void theFactorsOfATimePointAreThoseOfItsSetup() throws Exception {
    MemoryKeys keys = views(1, 1);
    for (FoundImage image :
        List.of(
            Reading.image(keys.at("setup0/timepoint0")),
            Reading.image(keys.at("setup0")),
            Reading.image(keys),
            Reading.image(keys.asFolder()))) {
      assertEquals("timepoint0", image.name());
      assertEquals(2, image.levels().size());
      assertEquals(AxisMap.scaled(1, 2, 2), image.levels().getLast().toFinest());
      assertEquals(List.of(40.0, 4.0, 4.0), image.voxelSize());
    }
    assertEquals("setup0/timepoint0/s1", Reading.image(keys).levels().getLast().array().path());
  }

  @Test
  void channelsAreOffered() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().put("attributes.json", "{\"n5\":\"2.0.0\"}");
    for (int c = 0; c < 5; c++) {
      keys.put("c" + c + "/s0/attributes.json", ARRAY);
    }
    for (MemoryKeys each : List.of(keys, keys.asFolder())) {
      Found.Several several = Reading.several(each);
      assertEquals("an N5 of channels", several.what());
      assertEquals(List.of("c0", "c1", "c2", "c3", "c4"), Reading.paths(several));
      assertEquals("channel 3", several.choices().get(3).label());
    }
  }

  @Test
  void aGroupWithoutAttributesIsOneByItsLevels() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().put("x/s0/attributes.json", ARRAY);
    assertEquals("s0", Reading.image(keys.at("x")).levels().getFirst().array().path());
    assertEquals(1, Reading.image(keys.at("x")).levels().size());
  }

  @Test
  void aGroupWithoutAttributesIsOneInAContainer() throws Exception {
    MemoryKeys keys =
        MemoryKeys.remote()
            .put("attributes.json", "{\"n5\":\"2.0.0\"}")
            .put("volumes/raw/c0/s0/attributes.json", ARRAY);
    assertEquals("c0", Reading.image(keys.at("volumes/raw")).name());
    assertThrows(FormatException.class, () -> Reading.find(keys.at("volumes")));
  }

  @Test
  void aServersGroupWhoseArraysAreNotNamedIsARefusalThatNamesIt() {
    MemoryKeys keys =
        MemoryKeys.remote()
            .put("data.n5/attributes.json", "{\"n5\":\"2.0.0\"}")
            .put("data.n5/em/attributes.json", ARRAY);
    assertEquals(
        "this N5 group does not say which arrays it has, and they cannot be listed:"
            + " https://example.org/data.n5: expected the path of an array or of a group with an"
            + " array s0 behind it",
        assertThrows(FormatException.class, () -> Reading.find(keys.at("data.n5"))).getMessage());
  }

  @Test
  void aFoldersArraysAreListed() throws Exception {
    MemoryKeys keys =
        MemoryKeys.remote()
            .put("attributes.json", "{\"n5\":\"2.0.0\"}")
            .put("b/raw/attributes.json", ARRAY)
            .put("b/raw/0/0/0", "voxels")
            .put("a/s0/attributes.json", ARRAY)
            .put("a/s1/attributes.json", HALF)
            .put("deep/er/and/deeper/attributes.json", ARRAY)
            .put("broken/attributes.json", "{")
            .put("locked/attributes.json", "!")
            .put("notes/readme.txt", "hello");
    Found.Several several = Reading.several(keys.asFolder());
    assertEquals("an N5 container", several.what());
    assertEquals(
        List.of("a", "b/raw", "broken", "deep/er/and/deeper", "locked"), Reading.paths(several));
    assertEquals("broken (damaged)", several.choices().get(2).label());
    assertEquals("locked (no answer in time)", several.choices().get(4).label());
    assertTrue(keys.asked().stream().noneMatch(key -> key.contains("/0")));
  }

  @Test
  void aFolderWithoutArraysIsARefusal() {
    MemoryKeys keys = MemoryKeys.remote().put("attributes.json", "{\"n5\":\"2.0.0\"}").asFolder();
    assertEquals(
        "no array in this N5 group: /data/",
        assertThrows(FormatException.class, () -> Reading.find(keys)).getMessage());
  }

  @Test
  void listingEndsInAnEndlessFolder() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().put("attributes.json", "{\"n5\":\"2.0.0\"}");
    keys.put("a".repeat(1) + "/b".repeat(30) + "/attributes.json", ARRAY);
    for (int i = 0; i < 3000; i++) {
      keys.put("f" + i + "/x", "");
    }
    keys.put("e/attributes.json", ARRAY);
    keys.put("e2/attributes.json", ARRAY);
    Found.Several several = Reading.several(keys.asFolder());
    assertEquals(List.of("e", "e2"), Reading.paths(several));
    assertEquals("an N5 container, of which the first 2000 folders were looked at", several.what());
  }
}
