package io.cellar.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4BlockOutputStream;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Damaged chunks fail as they should, or give wrong bytes of the right number. */
class DamagedChunkTest {
  private static final long SEED = 20261129;

  /** Formats whose checksums see all damage to what is decoded; some bytes say nothing. */
  private static final Map<String, Integer> CHECKED =
      Map.of("bzip2", 90, "xz", 99, "png", 99, "crc32c", 100);

  /** Bytes that a codec of a family may take: no chunk here decodes to more than 280,000. */
  private static final Map<String, Long> MEMORY = Map.of("bzip2", 12L << 20, "xz", 68L << 20);

  @TestFactory
  Stream<DynamicTest> damageFailsOrGivesAsManyBytes() throws IOException {
    Map<String, List<Vector>> families = new TreeMap<>();
    List<Vector> vectors = Vector.all();
    vectors.addAll(more());
    for (Vector vector : vectors) {
      families.computeIfAbsent(vector.family(), f -> new ArrayList<>()).add(vector);
    }
    return families.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> damage(e.getKey(), e.getValue())));
  }

  private static void damage(String family, List<Vector> vectors) {
    Random random = new Random(SEED);
    int rounds = Math.max(4, 400 / vectors.size());
    int refused = 0;
    int tried = 0;
    for (Vector vector : vectors) {
      // Loads what takes memory only once, such as a library.
      assertEquals(vector.family().endsWith("refused"), refuses(vector, vector.stored(), -1));
      // A preset's dictionary is cleared each time, which takes longer than all the rest.
      int times = vector.name().equals("xz/preset 9") ? 5 : rounds;
      for (int i = 0; i < times; i++, tried++) {
        refused += refuses(vector, damaged(vector.stored(), random), i) ? 1 : 0;
      }
    }
    int least = CHECKED.getOrDefault(family, 0);
    if (refused * 100 < tried * least) {
      fail(
          "%d of %d damaged chunks of %s were seen, seed %d"
              .formatted(refused, tried, family, SEED));
    }
  }

  /**
   * Decodes.
   *
   * @param round memory is counted from 0 on
   * @return whether it was refused
   */
  private static boolean refuses(Vector vector, byte[] stored, int round) {
    long before = Memory.allocated();
    String where = "%s, round %d, seed %d".formatted(vector, round, SEED);
    try {
      byte[] decoded = vector.codec().decode(stored, vector.size());
      assertEquals(vector.size(), decoded.length, where);
      return false;
    } catch (CodecException e) {
      assertEquals(1, e.getMessage().lines().count(), where);
      return true;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return fail(where, e);
    } finally {
      long most = MEMORY.getOrDefault(vector.family(), 4L << 20);
      long taken = Memory.allocated() - before;
      assertTrue(round < 0 || taken < most, () -> where + " takes " + taken + " bytes");
    }
  }

  /** Bits turned over, bytes cut off, other bytes in the middle, or nothing but other bytes. */
  private static byte[] damaged(byte[] stored, Random random) {
    byte[] bytes = stored.clone();
    switch (random.nextInt(6)) {
      case 0, 1 -> flip(bytes, bytes.length, random);
      case 2 -> flip(bytes, Math.min(32, bytes.length), random);
      case 3 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 4 -> {
        int from = random.nextInt(bytes.length);
        byte[] garbage = new byte[Math.min(bytes.length - from, 1 + random.nextInt(64))];
        random.nextBytes(garbage);
        System.arraycopy(garbage, 0, bytes, from, garbage.length);
      }
      default -> {
        bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        int kept = Math.min(random.nextInt(40), Math.min(bytes.length, stored.length));
        System.arraycopy(stored, 0, bytes, 0, kept);
      }
    }
    return bytes;
  }

  private static void flip(byte[] bytes, int within, Random random) {
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      bytes[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /** Of families that {@code vectors.bin} does not have. */
  private static List<Vector> more() throws IOException {
    byte[] data = new byte[1000];
    new Random(SEED).nextBytes(data);
    Arrays.fill(data, 300, 500, (byte) 1);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (LZ4BlockOutputStream out =
        new LZ4BlockOutputStream(stream, 300, LZ4Factory.safeInstance().fastCompressor())) {
      out.write(data);
    }
    CRC32C crc = new CRC32C();
    crc.update(data);
    byte[] checked = Arrays.copyOf(data, data.length + 4);
    LittleEndian.INT.set(checked, data.length, (int) crc.getValue());
    byte[] labels =
        Gzip.decodeAtMost(
            Files.readAllBytes(
                Path.of(
                    System.getProperty("cellar.test.resources"),
                    "codec/segmentation/64-80_64-80_64-80")),
            1 << 20);
    return List.of(
        new Vector("lz4-stream/", data.length, Vector.crc(data), stream.toByteArray()),
        new Vector("crc32c/", data.length, Vector.crc(data), checked),
        new Vector("segmentation/", 8 * 16 * 16 * 16, 0, labels));
  }
}
