package io.cellar.source.n5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.FormatException;
import io.cellar.source.keys.MemoryKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What opening asks a server for: few files, each once, and no blocks. */
class N5RequestsTest {
  private static final String PLAIN =
      Written.array("uint8", new long[] {40, 30, 20}, new long[] {8, 8, 8});
  private static final String SIZED =
      Written.array(
          "uint8", new long[] {40, 30, 20}, new long[] {8, 8, 8}, "\"pixelResolution\":[4,4,40]");
  private static final String ROOT = "{\"n5\":\"2.0.0\"}";

  private static List<String> askedToOpen(MemoryKeys keys, String path) throws Exception {
    keys.asked().clear();
    Reading.find(path.isEmpty() ? keys : keys.at(path));
    assertEquals(new HashSet<>(keys.asked()).size(), keys.asked().size(), "asked twice");
    return List.copyOf(keys.asked());
  }

  @Test
  void anArrayThatTellsAllIsOneRequest() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().put("a/b/c/d/e/attributes.json", SIZED);
    assertEquals(List.of("a/b/c/d/e/attributes.json"), askedToOpen(keys, "a/b/c/d/e"));
  }

  @Test
  void atMostThreeFoldersAboveAreAskedForTheSize() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().put("a/b/c/d/e/attributes.json", PLAIN);
    assertEquals(
        List.of(
            "a/b/c/d/e/attributes.json",
            "a/b/c/d/attributes.json",
            "a/b/c/attributes.json",
            "a/b/attributes.json"),
        askedToOpen(keys, "a/b/c/d/e"));
    keys.put("a/b/c/d/attributes.json", ROOT);
    assertEquals(
        List.of("a/b/c/d/e/attributes.json", "a/b/c/d/attributes.json"),
        askedToOpen(keys, "a/b/c/d/e"));
  }

  @Test
  void aGroupIsItsOwnFileAndOneForEachLevel() throws Exception {
    MemoryKeys keys =
        MemoryKeys.remote()
            .put(
                "em/attributes.json", "{\"scales\":[[1,1,1],[1,1,2]],\"pixelResolution\":[4,4,40]}")
            .put("em/s0/attributes.json", PLAIN)
            .put(
                "em/s1/attributes.json",
                Written.array("uint8", new long[] {40, 30, 10}, new long[] {8, 8, 8}));
    assertEquals(
        List.of("em/attributes.json", "em/s0/attributes.json", "em/s1/attributes.json"),
        askedToOpen(keys, "em"));
  }

  @Test
  void aPlaceThatIsNotN5IsFewRequests() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().put("a/b/c/d/e/info", "{}");
    List<String> asked = askedToOpen(keys, "a/b/c/d/e");
    assertEquals(5, asked.size(), asked.toString());
    assertEquals(Optional.empty(), Reading.find(keys.at("a/b/c/d/e")));
  }

  @Test
  void aGroupThatNamesNothingIsFewRequests() {
    MemoryKeys keys = MemoryKeys.remote().put("attributes.json", ROOT);
    assertThrows(FormatException.class, () -> Reading.find(keys));
    assertEquals(
        List.of(
            "attributes.json",
            "s0/attributes.json",
            "c0/s0/attributes.json",
            "setup0/timepoint0/s0/attributes.json"),
        keys.asked());
  }

  @Test
  void thousandsOfTimePointsAreCountedByFewRequests() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().put("attributes.json", ROOT);
    for (int s = 0; s < 3; s++) {
      for (int t = 0; t < 1234; t++) {
        keys.put("setup%d/timepoint%d/s0/attributes.json".formatted(s, t), PLAIN);
      }
    }
    assertEquals(3 * 1234, Reading.several(keys).choices().size());
    List<String> asked = askedToOpen(keys, "");
    assertTrue(asked.size() < 40, asked.toString());
  }
}
