package io.cellar.source.precomputed;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage.FoundLevel;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.source.keys.Metadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever stands in an {@code info} file, it is a volume, none, or refused in one line. */
class DamagedInfoTest {
  private static final long SEED = 20261128;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String[] WORDS = {
    "null",
    "-1",
    "0",
    "1",
    "3",
    "1e400",
    "-1e-400",
    "9007199254740993",
    "18446744073709551616",
    "12345678901234567890123456789012345678901234567890",
    "0.5",
    "true",
    "\"\"",
    "\"raw\"",
    "\"png\"",
    "\"../..\"",
    "[]",
    "[1]",
    "[1,2,3]",
    "[[1,2,3]]",
    "[[1e9,1e9,1e9]]",
    "{}",
    "1e15",
    "\"murmurhash3_x86_128\"",
    "\"gzip\"",
    "64",
    "58",
    "\"uint64\"",
    "\"\\u0000\""
  };

  @Test
  void mutationsOpenOrAreRefused() throws Exception {
    Random random = new Random(SEED);
    int opened = 0;
    int refused = 0;
    for (Path sample : SampleVolumesTest.samples()) {
      String info = Files.readString(sample.resolve("volume/info"));
      for (int i = 0; i < 250; i++) {
        String mutated = mutated(info, random);
        MemoryKeys keys = Levels.server().put("info", mutated);
        keys = i % 2 == 0 ? keys.asFolder() : keys;
        try {
          Optional<Found> found = new PrecomputedFormat().find(new Metadata(keys));
          if (found.isPresent()) {
            opened++;
            ask(found.get());
          }
        } catch (FormatException e) {
          refused++;
          assertFalse(e.getMessage().isBlank() || e.getMessage().contains("\n"), e.getMessage());
          assertTrue(e.getMessage().length() < 400, e.getMessage());
        } catch (RuntimeException e) {
          throw new AssertionError("seed " + SEED + ": " + mutated, e);
        }
      }
    }
    assertTrue(opened > 80 && refused > 500, opened + " opened, " + refused + " refused");
  }

  /** Chunks at both ends have names, and are proved missing. */
  private static void ask(Found found) throws Exception {
    for (FoundLevel level : ((Found.Image) found).image().levels()) {
      long[] last = level.array().chunkGrid().gridShape();
      Arrays.setAll(last, d -> last[d] - 1);
      for (long[] position : new long[][] {new long[last.length], last}) {
        assertFalse(level.array().chunks().address(position).isBlank());
        assertTrue(level.array().chunks().fetch(position, TransferProgress.NONE).isEmpty());
      }
    }
  }

  /** One or two values are others, or a few characters are. */
  private static String mutated(String info, Random random) {
    StringBuilder text = new StringBuilder(info);
    if (random.nextInt(4) == 0) {
      for (int n = random.nextInt(3); n >= 0; n--) {
        text.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
      }
      return text.toString();
    }
    JsonNode root = JSON.readTree(info);
    for (int n = random.nextInt(2); n >= 0; n--) {
      List<Consumer<JsonNode>> places = new ArrayList<>();
      collect(root, places);
      places
          .get(random.nextInt(places.size()))
          .accept(JSON.readTree(WORDS[random.nextInt(WORDS.length)]));
    }
    return JSON.writeValueAsString(root);
  }

  /** How to replace each value. */
  private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
    if (node instanceof ObjectNode object) {
      for (String name : object.propertyNames()) {
        places.add(value -> object.set(name, value));
        collect(object.get(name), places);
      }
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        int at = i;
        places.add(value -> list.set(at, value));
        collect(list.get(i), places);
      }
    }
  }
}
