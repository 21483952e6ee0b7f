package io.cellar.source.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.Fetched;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.ChunkedSource;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.source.keys.StoredObject;
import io.cellar.thread.Threads;
import io.cellar.volume.Roi;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunks in shards: where they are looked for, and that damage is never taken for emptiness. */
@Timeout(60)
class ShardsTest {
  private static final String CRC = "'bytes_','crc32c'".replace("'bytes_'", V3.BYTES);
  private static final long[] SHARD = {2, 4};
  private static final long[] CHUNK = {2, 2};

  private static String json(String more, String around) {
    return V3.array(
        "uint8", new long[] {2, 7}, SHARD, V3.sharding(CHUNK, "'bytes'", CRC, more) + around);
  }

  private static MemoryKeys place(byte[] first) {
    MemoryKeys keys = MemoryKeys.remote().put("zarr.json", json("", ""));
    return first == null ? keys : keys.put("c/0/0", first);
  }

  private static byte[] good() {
    return new ShardWriter(2, true).add((byte) 1, (byte) 2, (byte) 3, (byte) 4).missing().write();
  }

  private static Optional<StoredObject> chunk(ChunkedArray array, long... position)
      throws Exception {
    return array.chunks().fetch(position, TransferProgress.NONE);
  }

  @Test
  void aShardsIndexIsAskedForOnceAndEachChunkIsOneRange() throws Exception {
    byte[] full =
        new ShardWriter(2, true).add(new byte[] {1, 2, 3, 4}).add(new byte[] {5, 6, 7, 8}).write();
    MemoryKeys keys = place(full);
    ChunkedArray array = Reading.array(keys);
    assertArrayEquals(CHUNK, array.chunk());
    assertArrayEquals(SHARD, array.shard().orElseThrow());
    keys.asked().clear();
    Reading reading = Reading.of(array);
    assertArrayEquals(
        new byte[] {1, 2, 5, 6, 9, 9, 9, 3, 4, 7, 8, 9, 9, 9}, (byte[]) reading.block.values());
    assertEquals(List.of(List.of(0L, 2L), List.of(0L, 3L)), reading.missing);
    assertEquals(1, keys.asked().stream().filter(k -> k.equals("c/0/0 the last 36 bytes")).count());
    assertEquals(
        2,
        keys.asked().stream().filter(k -> k.startsWith("c/0/0 ") && !k.contains("last")).count());
    assertEquals(true, keys.asked().stream().noneMatch(k -> !k.contains(" ")));
  }

  @Test
  void aChunkThatTheIndexSaysIsMissingIsProvedToBe() throws Exception {
    MemoryKeys keys = place(good());
    ChunkedArray array = Reading.array(keys);
    assertTrue(chunk(array, 0, 0).isPresent());
    assertTrue(chunk(array, 0, 1).isEmpty());
  }

  @Test
  void anIndexMayBeInFront() throws Exception {
    MemoryKeys keys =
        MemoryKeys.remote()
            .put("zarr.json", json(",'index_location':'start'", ""))
            .put("c/0/0", new ShardWriter(2, false).missing().add(new byte[] {1, 2, 3, 4}).write());
    ChunkedArray array = Reading.array(keys);
    assertTrue(chunk(array, 0, 0).isEmpty());
    assertArrayEquals(new byte[] {1, 2, 3, 4}, chunk(array, 0, 1).orElseThrow().bytes());
    // Within the index itself nothing can lie.
    keys.put("c/0/0", new ShardWriter(2, false).entry(0, 4).missing().write());
    assertInvalid(Reading.array(keys), 0, 0);
  }

  private static void assertInvalid(ChunkedArray array, long... position) {
    assertThrows(SourceException.Invalid.class, () -> chunk(array, position));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 4",
    "0, -1",
    "-2, 4",
    "4, 9223372036854775807",
    "9223372036854775807, 4",
    "0, 0",
    "1000, 4",
    "0, 1000",
    "0, 99999999"
  })
  void anEntryThatCannotBeIsAFailure(long offset, long length) throws Exception {
    byte[] shard = new ShardWriter(2, true).entry(offset, length).missing().write();
    assertInvalid(Reading.array(place(shard)), 0, 0);
  }

  @Test
  void aShortOrDamagedShardIsAFailureAndNeverEmpty() throws Exception {
    byte[] whole = good();
    for (int length = 0; length < whole.length; length++) {
      ChunkedArray cut = Reading.array(place(Arrays.copyOf(whole, length)));
      assertInvalid(cut, 0, 0);
      assertInvalid(cut, 0, 1);
    }
    long seed = 20261128;
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      int at = 4 + random.nextInt(whole.length - 4);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      ChunkedArray array = Reading.array(place(damaged));
      assertThrows(
          SourceException.Invalid.class, () -> chunk(array, 0, 1), "seed " + seed + ", byte " + at);
    }
  }

  @Test
  void aFailureIsNotRemembered() throws Exception {
    byte[] damaged = good();
    damaged[10] ^= 1;
    MemoryKeys keys = place(damaged);
    ChunkedArray array = Reading.array(keys);
    assertInvalid(array, 0, 0);
    keys.put("c/0/0", good());
    assertTrue(chunk(array, 0, 0).isPresent());
  }

  @Test
  void aShardThatWasWrittenAnewIsReadByItsOwnIndex() throws Exception {
    MemoryKeys keys = place(good());
    keys.tagged("\"1\"");
    ChunkedArray array = Reading.array(keys);
    assertTrue(chunk(array, 0, 1).isEmpty());
    keys.put(
        "c/0/0",
        new ShardWriter(2, true)
            .add(new byte[] {9, 9, 9, 9, 9})
            .add(new byte[] {5, 6, 7, 8})
            .write());
    keys.tagged("\"2\"");
    assertEquals(5, chunk(array, 0, 0).orElseThrow().bytes().length);
    assertArrayEquals(new byte[] {5, 6, 7, 8}, chunk(array, 0, 1).orElseThrow().bytes());
  }

  @Test
  void aShardThatGoesAwayIsAFailure() throws Exception {
    MemoryKeys keys = place(good());
    ChunkedArray array = Reading.array(keys);
    assertTrue(chunk(array, 0, 0).isPresent());
    keys.remove("c/0/0");
    assertInvalid(array, 0, 0);
    assertTrue(chunk(array, 0, 0).isEmpty());
  }

  @Test
  void aMissingShardIsOneRequestForAllItsChunksUntilItIsForgotten() throws Exception {
    MemoryKeys keys = place(null);
    ChunkedArray array = Reading.array(keys);
    keys.asked().clear();
    ChunkedSource source = new ChunkedSource(array, new long[] {2, 2});
    for (long x = 0; x < 4; x += 2) {
      Roi block = Roi.at(new long[] {0, x}, new long[] {2, 2});
      assertTrue(source.fetch(block, TransferProgress.NONE) instanceof Fetched.Empty);
    }
    assertEquals(List.of("c/0/0 the last 36 bytes"), keys.asked());
    keys.put("c/0/0", good());
    assertTrue(chunk(array, 0, 0).isEmpty());
    source.forget();
    assertTrue(chunk(array, 0, 0).isPresent());
  }

  @Test
  void aFolderIsAskedAgainForAMissingShard() throws Exception {
    MemoryKeys keys = place(null).asFolder();
    ChunkedArray array = Reading.array(keys);
    assertTrue(chunk(array, 0, 0).isEmpty());
    keys.put("c/0/0", good());
    assertTrue(chunk(array, 0, 0).isPresent());
  }

  @Test
  void chunksOfOneBlockAreOneRangeOfTheirShard() throws Exception {
    byte[] full =
        new ShardWriter(2, true).add(new byte[] {1, 2, 3, 4}).add(new byte[] {5, 6, 7, 8}).write();
    MemoryKeys keys = place(full);
    ChunkedSource source = new ChunkedSource(Reading.array(keys), new long[] {2, 4});
    keys.asked().clear();
    Roi block = Roi.ofShape(new long[] {2, 4});
    RawBlock raw = (RawBlock) source.fetch(block, TransferProgress.NONE);
    assertArrayEquals(
        new byte[] {1, 2, 5, 6, 3, 4, 7, 8}, (byte[]) source.decode(block, raw).values());
    assertEquals(List.of("c/0/0 the last 36 bytes", "c/0/0 8 bytes from 0"), keys.asked());
  }

  @Test
  void manyWhoWantTheSameShardShareItsIndex() throws Exception {
    MemoryKeys keys = place(good());
    ChunkedArray array = Reading.array(keys);
    keys.asked().clear();
    List<Future<Boolean>> all = new ArrayList<>();
    try (ExecutorService askers = Threads.virtualPerTask("asker-")) {
      for (int i = 0; i < 50; i++) {
        all.add(askers.submit(() -> chunk(array, 0, 1).isEmpty()));
      }
      for (Future<Boolean> one : all) {
        assertTrue(one.get());
      }
    }
    assertEquals(List.of("c/0/0 the last 36 bytes"), keys.asked());
  }

  @Test
  void transposedShardsHaveTheirIndexAndChunksInTheOtherOrder() throws Exception {
    // Array 2 x 4, shard 2 x 4, turned to 4 x 2; chunks of 1 x 2 there are 2 x 1 here.
    String turn = "{'name':'transpose','configuration':{'order':[1,0]}},";
    String json =
        V3.array(
            "uint8",
            new long[] {2, 4},
            new long[] {2, 4},
            turn + V3.sharding(new long[] {1, 2}, "'bytes'", CRC, ""));
    byte[] shard =
        new ShardWriter(4, true)
            .add(new byte[] {1, 5})
            .add(new byte[] {2, 6})
            .missing()
            .add(new byte[] {4, 8})
            .write();
    ChunkedArray array =
        Reading.array(MemoryKeys.remote().put("zarr.json", json).put("c/0/0", shard));
    assertArrayEquals(new long[] {2, 1}, array.chunk());
    assertArrayEquals(
        new byte[] {1, 2, 9, 4, 5, 6, 9, 8}, (byte[]) Reading.of(array).block.values());
  }

  @Test
  void innerChunksMayBeTransposedOnceMore() throws Exception {
    String turn = "{'name':'transpose','configuration':{'order':[1,0]}},";
    String json =
        V3.array(
            "uint8",
            new long[] {2, 4},
            new long[] {2, 4},
            turn + V3.sharding(new long[] {4, 1}, turn + "'bytes'", CRC, ""));
    byte[] shard =
        new ShardWriter(2, true).add(new byte[] {1, 2, 3, 4}).add(new byte[] {5, 6, 7, 8}).write();
    ChunkedArray array =
        Reading.array(MemoryKeys.remote().put("zarr.json", json).put("c/0/0", shard));
    assertArrayEquals(new long[] {1, 4}, array.chunk());
    assertArrayEquals(
        new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, (byte[]) Reading.of(array).block.values());
  }

  @Test
  void compressedShardsAreFetchedWhole() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(good());
    }
    MemoryKeys keys =
        MemoryKeys.remote().put("zarr.json", json("", ",'gzip'")).put("c/0/0", bytes.toByteArray());
    ChunkedArray array = Reading.array(keys);
    keys.asked().clear();
    assertArrayEquals(new byte[] {1, 2, 3, 4}, chunk(array, 0, 0).orElseThrow().bytes());
    assertTrue(chunk(array, 0, 1).isEmpty());
    assertEquals(List.of("c/0/0"), keys.asked());
    keys.put("c/0/0", Arrays.copyOf(bytes.toByteArray(), 20));
    assertInvalid(Reading.array(keys), 0, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "'chunk_shape':[2, 2] ; 'chunk_shape':[2, 3] ; does not divide the shard",
        "'chunk_shape':[2, 2] ; 'chunk_shape':[2] ; chunk_shape has 1 numbers",
        "'codecs':['bytes'] ; 'codecs':[] ; no array-to-bytes codec",
        "'codecs':['bytes'] ; 'codecs':['bytes','zfp'] ; configuration.codecs[1] is \"zfp\"",
        "'codecs':['bytes'] ; 'codecs':['sharding_indexed'] ; a shard within a shard",
        "'crc32c'] ; 'gzip'] ; index_codecs is [bytes, gzip]",
        "'index_codecs' ; 'index_location':'middle','index_codecs' ; index_location"
      })
  void shardsThatAreNotReadAreRefusedByName(String from, String to, String names) {
    String json = json("", "");
    assertTrue(json.contains(from), json);
    String message =
        assertThrows(
                FormatException.class,
                () -> Reading.image(MemoryKeys.remote().put("zarr.json", json.replace(from, to))))
            .getMessage();
    assertTrue(message.contains(names), message);
  }

  @Test
  void compressionAroundShardsOfUnknownSizeIsRefused() {
    String message =
        assertThrows(
                FormatException.class,
                () -> Reading.image(MemoryKeys.remote().put("zarr.json", json("", ",'zstd'"))))
            .getMessage();
    assertTrue(message.contains("\"zstd\" around whole shards"), message);
  }
}
