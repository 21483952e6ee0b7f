package io.cellar.source.chunked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.ByteRange;
import io.cellar.source.Fetched;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.source.keys.StoredObject;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines of chunks that lie in shards wherever a test says; every byte tells where it is. */
@Timeout(60)
class ShardedChunksTest {
  private final MemoryKeys keys = MemoryKeys.remote();
  private final Lines map = new Lines();
  private final ShardedChunks chunks = new ShardedChunks(keys, map);

  /** Chunk n is a part of an object, or missing. */
  private static final class Lines implements ShardMap {
    final Map<Long, Part> parts = new ConcurrentHashMap<>();
    final List<Long> forgotten = new ArrayList<>();

    void put(long chunk, String key, long offset, long length) {
      parts.put(chunk, new Part(key, new ByteRange.Of(offset, length), Optional.of("\"1\"")));
    }

    @Override
    public String key(long[] position) {
      return "shard";
    }

    @Override
    public Optional<Place> find(long[] position) {
      return Optional.ofNullable(parts.get(position[0]));
    }

    @Override
    public void forget(long[] position) {
      forgotten.add(position[0]);
    }

    @Override
    public void forget() {
      forgotten.add(-1L);
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static List<long[]> positions(long... chunks) {
    return LongStream.of(chunks).mapToObj(n -> new long[] {n}).toList();
  }

  private void assertComes(long... wanted) throws Exception {
    List<Optional<StoredObject>> came = chunks.fetchAll(positions(wanted));
    for (int i = 0; i < wanted.length; i++) {
      ShardMap.Part part = map.parts.get(wanted[i]);
      int from = part == null ? 0 : (int) part.range().offset();
      byte[] expected =
          part == null
              ? null
              : Arrays.copyOfRange(
                  keys.bytes(part.key()), from, from + (int) part.range().length());
      assertArrayEquals(expected, came.get(i).map(StoredObject::bytes).orElse(null));
    }
  }

  @Test
  void neighboursAreOneRequestInWhateverOrderTheyAreWanted() throws Exception {
    keys.put("shard", bytes(1000));
    map.put(0, "shard", 10, 20);
    map.put(1, "shard", 30, 5);
    map.put(2, "shard", 100, 50);
    assertComes(2, 0, 7, 1);
    assertEquals(List.of("shard 140 bytes from 10"), keys.asked());
    keys.asked().clear();
    assertComes(2, 2);
    assertEquals(List.of("shard 50 bytes from 100"), keys.asked());
  }

  @Test
  void chunksThatShareBytesAreOneRequest() throws Exception {
    keys.put("shard", bytes(1000));
    map.put(0, "shard", 10, 500);
    map.put(1, "shard", 10, 20);
    map.put(2, "shard", 400, 10);
    assertComes(0, 1, 2);
    assertEquals(List.of("shard 500 bytes from 10"), keys.asked());
  }

  @Test
  void whatLiesFarApartOrInOtherShardsIsNotJoined() throws Exception {
    int near = (64 << 10) - 1;
    keys.put("a", bytes(400_000)).put("b", bytes(1000));
    map.put(0, "a", 0, 10);
    map.put(1, "a", 10 + near, 10);
    map.put(2, "a", 20 + near + near + 1, 10);
    map.put(3, "b", 0, 10);
    assertComes(3, 2, 1, 0);
    assertEquals(
        List.of(
            "a " + (20 + near) + " bytes from 0",
            "a 10 bytes from " + (20 + near + near + 1),
            "b 10 bytes from 0"),
        keys.asked());
  }

  @Test
  void aRequestIsForSixteenMebibytesAtMost() throws Exception {
    int size = 5 << 20;
    keys.put("shard", bytes(4 * size));
    for (int n = 0; n < 4; n++) {
      map.put(n, "shard", (long) n * size, size);
    }
    assertComes(0, 1, 2, 3);
    assertEquals(
        List.of("shard 15728640 bytes from 0", "shard 5242880 bytes from 15728640"), keys.asked());
  }

  @Test
  void requestsNameEachChunkOnce() throws Exception {
    long seed = 20261129;
    Random random = new Random(seed);
    long[] all = LongStream.range(0, 60).toArray();
    for (long n : all) {
      if (random.nextInt(5) > 0) {
        map.put(n, "shard" + random.nextInt(3), random.nextInt(1 << 20), 1 + random.nextInt(9999));
      }
    }
    List<List<long[]>> requests = chunks.requests(positions(all));
    assertArrayEquals(
        all,
        requests.stream().flatMap(List::stream).mapToLong(p -> p[0]).sorted().toArray(),
        "seed " + seed);
    for (int s = 0; s < 3; s++) {
      keys.put("shard" + s, bytes(2 << 20));
    }
    int asked = 0;
    for (List<long[]> together : requests) {
      assertComes(together.stream().mapToLong(p -> p[0]).toArray());
      assertTrue(keys.asked().size() <= ++asked, "seed " + seed);
    }
    assertTrue(asked < 55, asked + " requests, seed " + seed);
  }

  @Test
  void aShardThatEndsEarlierThanItsIndexSaysIsAFailureAndItsIndexIsForgotten() {
    keys.put("shard", bytes(100));
    map.put(0, "shard", 10, 20);
    map.put(1, "shard", 90, 20);
    assertThrows(SourceException.Invalid.class, () -> chunks.fetchAll(positions(0, 1)));
    assertEquals(List.of(0L, 1L), map.forgotten);
    keys.remove("shard");
    SourceException gone =
        assertThrows(
            SourceException.Invalid.class,
            () -> chunks.fetch(new long[] {0}, TransferProgress.NONE));
    assertTrue(gone.getMessage().contains("gone"), gone.getMessage());
  }

  @Test
  void aShardThatIsNeverThatOfItsIndexIsAFailure() {
    keys.put("shard", bytes(100)).tagged("\"2\"");
    map.put(0, "shard", 10, 20);
    SourceException e =
        assertThrows(
            SourceException.Invalid.class,
            () -> chunks.fetch(new long[] {0}, TransferProgress.NONE));
    assertTrue(e.getMessage().contains("changes while it is read"), e.getMessage());
    assertEquals(2, keys.asked().size());
    assertEquals(List.of(0L, 0L), map.forgotten);
  }

  @Test
  void forgettingReachesTheMap() {
    chunks.forget();
    assertEquals(List.of(-1L), map.forgotten);
  }

  @Test
  void aBlockOfManyChunksIsFetchedWithAsManyRequestsAsItHasRuns() throws Exception {
    byte[] shard = bytes(200_000);
    keys.put("shard", shard);
    for (int n = 0; n < 30; n++) {
      if (n % 5 != 2) {
        // Two runs: the second half lies far behind the first.
        map.put(n, "shard", n * 100 + (n < 16 ? 0 : 100_000), 100);
      }
    }
    ChunkedArray array =
        new ChunkedArray(
            keys,
            "",
            "lines",
            Axes.parse("x"),
            DType.UINT8,
            new long[] {3000},
            new long[] {100},
            Optional.empty(),
            new long[1],
            chunks,
            (stored, _) -> new Block(DType.UINT8, new long[] {100}, stored),
            FillValue.zero(DType.UINT8));
    ChunkedSource source = new ChunkedSource(array, new long[] {3000});
    Roi all = Roi.ofShape(new long[] {3000});
    RawBlock raw = (RawBlock) source.fetch(all, TransferProgress.NONE);
    byte[] voxels = (byte[]) source.decode(all, raw).values();
    for (int n = 0; n < 30; n++) {
      int from = n * 100 + (n < 16 ? 0 : 100_000);
      assertArrayEquals(
          n % 5 == 2 ? new byte[100] : Arrays.copyOfRange(shard, from, from + 100),
          Arrays.copyOfRange(voxels, n * 100, n * 100 + 100));
    }
    assertEquals(2, keys.asked().size(), keys.asked()::toString);
    map.parts.clear();
    assertTrue(source.fetch(all, TransferProgress.NONE) instanceof Fetched.Empty);
    assertEquals(2, keys.asked().size());
  }
}
