package io.cellar.source.n5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.cellar.codec.CodecException;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage.FoundLevel;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.volume.Block;
import io.cellar.volume.FillValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files of strangers, a little changed: they open, or are refused in one line. */
class N5DamageTest {
  private static final Path VOLUMES =
      Path.of(System.getProperty("cellar.test.resources"), "volumes");
  private static final List<String> WORDS =
      List.of(
          "null",
          "-1",
          "0",
          "1e999",
          "NaN",
          "9223372036854775807",
          "18446744073709551616",
          "[]",
          "{}",
          "[[]]",
          "\"\"",
          "\"raw\"",
          "true",
          "0.5",
          "[1,1,1]",
          "\"..\"",
          ",",
          "}",
          "{");

  /** Some bytes replaced, left out or doubled, or a value put in another's place. */
  private static byte[] changed(byte[] bytes, Random random) {
    byte[] result = bytes.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> result[at] = (byte) random.nextInt(256);
      case 1 -> result = Arrays.copyOf(bytes, at);
      case 2 -> {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String word = WORDS.get(random.nextInt(WORDS.size()));
        String[] values = text.split("(?<=[:\\[, ])|(?=[,\\]}])");
        values[random.nextInt(values.length)] = word;
        result = String.join("", values).getBytes(StandardCharsets.UTF_8);
      }
      default -> {
        int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
        result = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, result, 0, at + length);
        System.arraycopy(bytes, at, result, at + length, bytes.length - at);
      }
    }
    return result;
  }

  @TestFactory
  Stream<DynamicTest> changedAttributesOpenOrAreRefused() {
    return Stream.of("em/attributes.json", "em/s0/attributes.json", "em/s1/attributes.json")
        .map(key -> DynamicTest.dynamicTest(key, () -> changeAttributes(key)));
  }

  private static void changeAttributes(String key) throws Exception {
    MemoryKeys keys =
        MemoryKeys.remote().putAll(VOLUMES.resolve("n5-multiscale-gzip/container.n5"));
    byte[] whole = keys.objects().get(key);
    for (int seed = 0; seed < 2000; seed++) {
      byte[] file = changed(whole, new Random(seed));
      keys.put(key, file);
      try {
        Optional<Found> found = Reading.find((seed % 2 == 0 ? keys : keys.asFolder()).at("em"));
        if (found.isPresent() && found.get() instanceof Found.Image(var image)) {
          for (FoundLevel level : image.levels()) {
            level.array().chunkBytes();
            readFirst(level.array());
          }
          image.voxelSize().forEach(size -> assertTrue(size > 0 && Double.isFinite(size)));
          image.notes().forEach(N5DamageTest::assertOneLine);
        }
      } catch (FormatException e) {
        assertOneLine(e.getMessage());
      } catch (RuntimeException | AssertionError e) {
        fail("seed " + seed + ": " + new String(file, StandardCharsets.UTF_8), e);
      }
    }
  }

  /** Blocks that no longer are what the attributes say fail, and are nothing else. */
  private static void readFirst(ChunkedArray array) throws Exception {
    if (array.chunkBytes() > 1 << 20) {
      return;
    }
    try {
      Reading.block(array, 0);
    } catch (CodecException e) {
      assertOneLine(e.getMessage());
    }
  }

  private static void assertOneLine(String message) {
    assertTrue(
        message.length() < 600 && message.chars().noneMatch(Character::isISOControl), message);
  }

  @TestFactory
  Stream<DynamicTest> changedBlocksFailOrKeepTheirShape() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().putAll(VOLUMES.resolve("n5-all-codecs/container.n5"));
    return Stream.of("raw", "gzip", "zlib", "bzip2", "xz", "lz4", "zstd", "blosc", "old-gzip")
        .map(path -> DynamicTest.dynamicTest(path, () -> changeBlocks(keys, path)));
  }

  private static void changeBlocks(MemoryKeys keys, String path) throws Exception {
    ChunkedArray array = Reading.array(keys.at(path));
    byte[] whole = keys.objects().get(path + "/1/1/1");
    Block right = array.decoder().decode(whole, new long[] {1, 1, 1});
    int refused = 0;
    for (int seed = 0; seed < 400; seed++) {
      byte[] stored = whole.clone();
      Random random = new Random(seed);
      if (random.nextBoolean()) {
        stored = Arrays.copyOf(stored, random.nextInt(stored.length));
      } else {
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
          stored[random.nextInt(stored.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      try {
        Block block = array.decoder().decode(stored, new long[] {1, 1, 1});
        assertArrayEquals(right.shape(), block.shape(), "seed " + seed);
      } catch (CodecException e) {
        assertOneLine(e.getMessage());
        refused++;
      } catch (RuntimeException e) {
        fail("seed " + seed, e);
      }
    }
    // A cut block never passes, and it is every other.
    assertTrue(refused > 170, refused + " refused");
  }

  @Test
  void aBlockThatIsCutShortIsNeverTakenForZeros() throws Exception {
    MemoryKeys keys = MemoryKeys.remote().putAll(VOLUMES.resolve("n5-all-codecs/container.n5"));
    for (String path : List.of("raw", "gzip", "zlib", "bzip2", "xz", "lz4", "zstd", "blosc")) {
      ChunkedArray array = Reading.array(keys.at(path));
      byte[] whole = keys.objects().get(path + "/0/0/0");
      long[] shape = array.chunkGrid().roi(0).shape();
      byte[] zeros = Written.bigEndian(FillValue.zero(array.dtype()).block(shape));
      for (int length = 0; length < whole.length; length += 13) {
        byte[] cut = Arrays.copyOf(whole, length);
        try {
          Block block = array.decoder().decode(cut, new long[] {0, 0, 0});
          fail(
              "%s cut to %d of %d bytes decodes, zeros: %s"
                  .formatted(
                      path, length, whole.length, Arrays.equals(zeros, Written.bigEndian(block))));
        } catch (CodecException e) {
          assertOneLine(e.getMessage());
        }
      }
    }
  }
}
