package io.cellar.source.zarr;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.MemoryKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata that was changed at random is read, or refused in one printable line. */
@Timeout(120)
class DamagedMetadataTest {
  private static final Path VOLUMES =
      Path.of(System.getProperty("cellar.test.resources", "src/test/resources"), "volumes");

  /** What a value or a name may have become. */
  private static final List<String> PIECES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e999",
          "1e-999999999",
          "NaN",
          "18446744073709551616",
          "{}",
          "[]",
          "[null]",
          "[1,2,3]",
          "\"\"",
          "\"\\u0000\"",
          "\"../..\"",
          "\"x\"",
          "{\"name\":7}",
          "9223372036854775807",
          "[[[[[]]]]]",
          "2.5",
          "\"\\u202e\"");

  private static MemoryKeys metadataOf(String sample) throws IOException {
    MemoryKeys keys = MemoryKeys.remote();
    Path root;
    try (Stream<Path> all = Files.list(VOLUMES.resolve(sample))) {
      root = all.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(".z") || name.equals("zarr.json")) {
          keys.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
      }
    }
    return keys;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zarr2-blosc-lz4",
        "zarr2-consolidated",
        "zarr3-sharded",
        "zarr3-zstd-transpose",
        "ome04-tczyx",
        "ome04-zyx-translation",
        "ome05-czyx-sharded",
        "ome04-plate",
        "ome04-bf2raw"
      })
  void onlyAFormatExceptionComesOfIt(String sample) throws Exception {
    long seed = sample.hashCode();
    Random random = new Random(seed);
    MemoryKeys good = metadataOf(sample);
    List<String> files = List.copyOf(good.objects().keySet());
    for (int i = 0; i < 400; i++) {
      MemoryKeys keys = MemoryKeys.remote();
      keys.objects().putAll(good.objects());
      String file = files.get(random.nextInt(files.size()));
      String json = good.text(file);
      keys.put(file, mutated(json, random).getBytes(StandardCharsets.UTF_8));
      String what = "seed " + seed + ", change " + i + " of " + file;
      try {
        new ZarrFormat().find(keys.metadata()).ifPresent(found -> assertTrue(isSound(found), what));
      } catch (FormatException e) {
        assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), what);
        assertTrue(e.getMessage().contains("https://example.org"), what + e.getMessage());
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(what, e);
      }
    }
  }

  private static String mutated(String json, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> json.substring(0, random.nextInt(json.length()));
      case 1 -> {
        int at = random.nextInt(json.length());
        yield json.substring(0, at) + (char) (32 + random.nextInt(95)) + json.substring(at + 1);
      }
      default -> {
        // One value or name in the place of another.
        List<int[]> tokens =
            java.util.regex.Pattern.compile(
                    "\"[^\"]*\"|-?\\d[\\d.]*|null|true|false|\\[[^\\[\\]]*]")
                .matcher(json)
                .results()
                .map(m -> new int[] {m.start(), m.end()})
                .toList();
        int[] token = tokens.get(random.nextInt(tokens.size()));
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        yield json.substring(0, token[0]) + piece + json.substring(token[1]);
      }
    };
  }

  private static boolean isSound(Found found) {
    return switch (found) {
      case Found.Several several -> !several.choices().isEmpty();
      case Found.Image(FoundImage image) ->
          !image.name().isEmpty()
              && image.levels().stream().allMatch(level -> level.array().chunkGrid().count() > 0)
              && image.levels().stream().allMatch(level -> level.array().chunkBytes() <= 1L << 30)
              && (image.voxelSize().isEmpty()
                  || image.voxelSize().size() == image.levels().getFirst().array().axes().rank());
    };
  }

  @Test
  void nestingHasABound() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().put(".zattrs", "{'a':" + "[".repeat(100_000));
    try {
      new ZarrFormat().find(keys.metadata());
      throw new AssertionError("not refused");
    } catch (FormatException e) {
      assertTrue(e.getMessage().startsWith("more than is read: "), e.getMessage());
    }
  }

  @Test
  void theNumberOfValuesHasABound() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().put(".zattrs", "{'a':[" + "1,".repeat(2_000_000) + "1]}");
    FormatException e =
        assertThrows(FormatException.class, () -> new ZarrFormat().find(keys.metadata()));
    assertTrue(e.getMessage().startsWith("more than is read: "), e.getMessage());
  }

  @Test
  void anAnswerThatIsNoNodeAtAllIsNotTakenForOne() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().put("zarr.json", "{'error':'not found'}");
    assertTrue(new ZarrFormat().find(keys.metadata()).isEmpty());
  }
}
