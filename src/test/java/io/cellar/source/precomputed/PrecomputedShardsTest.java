package io.cellar.source.precomputed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.codec.CodecException;
import io.cellar.source.SourceException;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.thread.Threads;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Volumes of 5 x 3 x 6 chunks of 4 x 4 x 2 voxels, all counted x first. */
class PrecomputedShardsTest {
  private static final long[] GRID = {5, 3, 6};
  private static final ShardWriter PLAIN = new ShardWriter(0, false, 2, 1, false, false);

  /** The chunk's number along the curve, told by hand: 3, 2 and 3 bits for x, y and z. */
  private static long id(int x, int y, int z) {
    int[] bits = {x & 1, y & 1, z & 1, x >> 1 & 1, y >> 1 & 1, z >> 1 & 1, x >> 2 & 1, z >> 2 & 1};
    long id = 0;
    for (int j = 0; j < bits.length; j++) {
      id |= (long) bits[j] << j;
    }
    return id;
  }

  private static byte[] voxels(int x, int y, int z) {
    byte[] voxels = new byte[32];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (byte) (x + 10 * y + 50 * z + i);
    }
    return voxels;
  }

  private static String info(String sharding) {
    return """
    {"data_type": "uint8", "scales": [{"key": "s", "size": [20, 12, 12],
     "voxel_offset": [1000, -7, 3], "chunk_sizes": [[4, 4, 2]], "resolution": [4, 4, 8],
     "encoding": "raw", "sharding": %s}]}\
    """
        .formatted(sharding);
  }

  private static boolean isStored(int x, int y, int z) {
    return (x + y + z) % 7 != 3;
  }

  private static MemoryKeys volume(ShardWriter writer) throws Exception {
    Map<Long, byte[]> chunks = new TreeMap<>();
    for (int x = 0; x < GRID[0]; x++) {
      for (int y = 0; y < GRID[1]; y++) {
        for (int z = 0; z < GRID[2]; z++) {
          if (isStored(x, y, z)) {
            chunks.put(id(x, y, z), voxels(x, y, z));
          }
        }
      }
    }
    MemoryKeys keys = Levels.server().put("info", info(writer.json()));
    writer.write(chunks).forEach((name, bytes) -> keys.put("s/" + name + ".shard", bytes));
    return keys;
  }

  private static void check(MemoryKeys keys) throws Exception {
    ChunkedArray array = Levels.first(keys);
    for (long[] at : Levels.positions(array)) {
      int x = (int) at[2];
      int y = (int) at[1];
      int z = (int) at[0];
      byte[] expected = isStored(x, y, z) ? voxels(x, y, z) : new byte[32];
      assertArrayEquals(
          expected, (byte[]) Levels.chunk(array, at).values(), () -> Arrays.toString(at));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyWayOfSpreadingIsRead() {
    return Stream.of(
            PLAIN,
            new ShardWriter(0, false, 0, 0, false, false),
            new ShardWriter(0, true, 3, 0, true, false),
            new ShardWriter(3, true, 1, 5, false, true),
            new ShardWriter(2, false, 9, 2, true, true),
            new ShardWriter(1, true, 0, 9, true, true),
            new ShardWriter(5, true, 10, 10, false, false))
        .map(w -> DynamicTest.dynamicTest(w.toString(), () -> check(volume(w))));
  }

  @Test
  void aShardInTwoFilesIsRead() throws Exception {
    MemoryKeys keys = volume(PLAIN);
    for (String shard : List.of("0", "1")) {
      byte[] whole = keys.remove("s/" + shard + ".shard");
      keys.put("s/" + shard + ".index", Arrays.copyOf(whole, 64));
      keys.put("s/" + shard + ".data", Arrays.copyOfRange(whole, 64, whole.length));
    }
    check(keys);
  }

  @Test
  void theFirstChunkTakesThreeRequestsAndItsNeighboursOne() throws Exception {
    MemoryKeys keys = volume(PLAIN);
    ChunkedArray array = Levels.first(keys);
    keys.asked().clear();
    Levels.chunk(array, 0, 0, 0);
    assertEquals(3, keys.asked().size(), keys.asked()::toString);
    assertEquals("volume/s/0.shard 64 bytes from 0", keys.asked().getFirst());
    // Chunk 8 is in minishard 0 too, chunks 1 and 9 in minishard 1 of the same shard.
    Levels.chunk(array, 0, 0, 2);
    assertEquals(4, keys.asked().size(), keys.asked()::toString);
    Levels.chunk(array, 0, 0, 1);
    assertEquals(6, keys.asked().size(), keys.asked()::toString);
    Levels.chunk(array, 0, 0, 3);
    assertEquals(6, keys.asked().size(), "proved missing by an index that is known");
    assertEquals(
        "https://example.org/volume/s/0.shard", array.chunks().address(new long[] {0, 0, 0}));
  }

  @Test
  void manyAtOnceAskForEachTableOnce() throws Exception {
    MemoryKeys keys = volume(PLAIN);
    ChunkedArray array = Levels.first(keys);
    keys.asked().clear();
    try (ExecutorService askers = Threads.virtualPerTask("asker-")) {
      for (long[] position : Levels.positions(array)) {
        Future<?> unused = askers.submit(() -> Levels.chunk(array, position));
      }
    }
    long stored = Levels.positions(array).size() - Levels.missing(array).size();
    List<String> asked = keys.asked().subList(0, (int) (2 + 8 + stored));
    assertEquals(asked.size(), asked.stream().distinct().count());
    assertEquals(2, asked.stream().filter(a -> a.endsWith(" 64 bytes from 0")).count());
  }

  @Test
  void aTableOfManyMinishardsIsReadInParts() throws Exception {
    MemoryKeys keys = volume(new ShardWriter(0, true, 10, 0, false, false));
    ChunkedArray array = Levels.first(keys);
    keys.asked().clear();
    Levels.whole(array);
    List<String> pages =
        keys.asked().stream().filter(a -> a.contains(" 4096 bytes from ")).toList();
    assertEquals(4, pages.size(), pages::toString);
    assertEquals(4, pages.stream().distinct().count());
  }

  @Test
  void aShardThatDoesNotExistProvesItsChunksMissingUntilItDoes() throws Exception {
    MemoryKeys keys = volume(PLAIN);
    ChunkedArray array = Levels.first(keys);
    byte[] shard = keys.remove("s/0.shard");
    assertTrue(Levels.missing(array).contains("[0, 0, 0]"));
    keys.put("s/0.shard", shard);
    keys.asked().clear();
    assertTrue(Levels.missing(array).contains("[0, 0, 0]"));
    assertTrue(keys.asked().stream().noneMatch(a -> a.contains("s/0.shard")), "remembered");
    array.chunks().forget();
    assertFalse(Levels.missing(array).contains("[0, 0, 0]"));
  }

  @Test
  void aShardThatVanishesBehindItsIndexIsAFailure() throws Exception {
    MemoryKeys keys = volume(PLAIN);
    ChunkedArray array = Levels.first(keys);
    Levels.chunk(array, 0, 0, 0);
    keys.remove("s/0.shard");
    assertThrows(SourceException.Invalid.class, () -> Levels.chunk(array, 0, 0, 0));
    assertTrue(Levels.missing(array).contains("[0, 0, 0]"), "asked again, it is proved");
  }

  /** Where a table entry, an index and a chunk of minishard 0 of shard 0 lie. */
  private static byte[] shard(MemoryKeys keys) {
    return keys.bytes("s/0.shard");
  }

  private static ByteBuffer numbers(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String failure(MemoryKeys keys) throws Exception {
    ChunkedArray array = Levels.first(keys);
    SourceException.Invalid e =
        assertThrows(SourceException.Invalid.class, () -> Levels.chunk(array, 0, 0, 0));
    return e.getMessage();
  }

  @Test
  void anEmptyMinishardProvesItsChunksMissing() throws Exception {
    MemoryKeys keys = volume(PLAIN);
    ByteBuffer table = numbers(shard(keys));
    table.putLong(8, table.getLong(0));
    assertTrue(Levels.missing(Levels.first(keys)).contains("[0, 0, 0]"));
  }

  @Test
  void anIndexOfNoWholeEntriesIsAFailure() throws Exception {
    MemoryKeys keys = volume(PLAIN);
    ByteBuffer table = numbers(shard(keys));
    table.putLong(8, table.getLong(8) - 1);
    assertTrue(failure(keys).contains("no multiple of 24"), failure(keys));
  }

  @Test
  void anEntryThatRunsBackwardsIsAFailure() throws Exception {
    MemoryKeys keys = volume(PLAIN);
    ByteBuffer table = numbers(shard(keys));
    table.putLong(8, table.getLong(0) - 24);
    assertTrue(failure(keys).contains("reaches from"), failure(keys));
  }

  @Test
  void anIndexOfGigabytesIsNotAskedFor() throws Exception {
    MemoryKeys keys = volume(PLAIN);
    ByteBuffer table = numbers(shard(keys));
    table.putLong(8, table.getLong(0) + (1L << 40));
    assertTrue(failure(keys).contains("the most is"), failure(keys));
    table.putLong(8, Long.MAX_VALUE);
    assertTrue(failure(keys).contains("reaches from"), failure(keys));
  }

  @Test
  void aChunkBeyondTheFileIsAFailure() throws Exception {
    MemoryKeys keys = volume(PLAIN);
    ByteBuffer bytes = numbers(shard(keys));
    int index = 64 + (int) bytes.getLong(0);
    int count = (int) (bytes.getLong(8) - bytes.getLong(0)) / 24;
    bytes.putLong(index + 8 * count, 1 << 20);
    assertTrue(failure(keys).contains("too short"), failure(keys));
    bytes.putLong(index + 8 * count, -1000);
    assertTrue(failure(keys).contains("lies at"), failure(keys));
    bytes.putLong(index + 8 * count, 0);
    bytes.putLong(index + 16 * count, 1L << 30);
    assertTrue(failure(keys).contains("the most is"), failure(keys));
    bytes.putLong(index + 16 * count, 0);
    assertTrue(failure(keys).contains("no bytes"), failure(keys));
  }

  @Test
  void aShardThatIsCutShortIsAFailure() throws Exception {
    for (int length : new int[] {0, 1, 63, 64, 100}) {
      MemoryKeys keys = volume(PLAIN);
      keys.put("s/0.shard", Arrays.copyOf(shard(keys), length));
      assertTrue(failure(keys).contains("too short"), failure(keys));
    }
  }

  @Test
  void aFileThatHasChangedIsReadAnewWithTheNextTry() throws Exception {
    MemoryKeys keys = volume(PLAIN);
    ChunkedArray array = Levels.first(keys);
    Levels.chunk(array, 0, 0, 0);
    byte[] before = shard(keys);
    keys.put("s/0.shard", Arrays.copyOf(before, 64));
    assertThrows(SourceException.Invalid.class, () -> Levels.chunk(array, 0, 0, 0));
    keys.put("s/0.shard", before);
    keys.asked().clear();
    Levels.chunk(array, 0, 0, 0);
    assertEquals(3, keys.asked().size(), keys.asked()::toString);
  }

  @Test
  void anEntityTagTellsThatAFileHasChanged() throws Exception {
    MemoryKeys keys = volume(PLAIN).tagged("\"one\"");
    ChunkedArray array = Levels.first(keys);
    Levels.chunk(array, 0, 0, 0);
    keys.tagged("\"two\"");
    assertArrayEquals(voxels(0, 0, 0), (byte[]) Levels.chunk(array, 0, 0, 0).values());
    keys.tagged("W/\"three\"");
    assertArrayEquals(voxels(0, 0, 0), (byte[]) Levels.chunk(array, 0, 0, 0).values());
  }

  @Test
  void damagedBytesOfZippedShardsNeverBecomeOtherVoxels() throws Exception {
    long seed = 20261129;
    Random random = new Random(seed);
    ShardWriter writer = new ShardWriter(1, true, 1, 0, true, true);
    int failures = 0;
    for (int i = 0; i < 300; i++) {
      MemoryKeys keys = volume(writer);
      byte[] shard = shard(keys);
      int at = 32 + random.nextInt(shard.length - 32);
      shard[at] ^= (byte) (1 << random.nextInt(8));
      ChunkedArray array = Levels.first(keys);
      for (long[] position : Levels.positions(array)) {
        try {
          byte[] voxels = (byte[]) Levels.chunk(array, position).values();
          int x = (int) position[2];
          int y = (int) position[1];
          int z = (int) position[0];
          byte[] expected = isStored(x, y, z) ? voxels(x, y, z) : new byte[32];
          assertArrayEquals(expected, voxels, () -> "seed " + seed + ", byte " + at);
        } catch (SourceException.Invalid | CodecException _) {
          failures++;
        }
      }
    }
    assertTrue(failures > 300, failures + " failures");
  }
}
