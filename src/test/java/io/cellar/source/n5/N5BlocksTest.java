package io.cellar.source.n5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import io.cellar.codec.CodecException;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What the bytes of a block mean. */
class N5BlocksTest {
  private static final long[] DIMENSIONS = {7, 3};
  private static final long[] BLOCK = {4, 2};

  private static ChunkedArray array(String type, String... members) throws Exception {
    return Reading.array(
        MemoryKeys.remote()
            .put("attributes.json", Written.array(type, DIMENSIONS, BLOCK, members)));
  }

  private static byte[] bytes(Block block) {
    return (byte[]) block.values();
  }

  @Test
  void aWholeBlockIsTheArraysVoxelsWithXFastest() throws Exception {
    byte[] stored = Written.block(BLOCK, Written.counting(8));
    Block block = array("uint8").decoder().decode(stored, new long[] {0, 0});
    assertArrayEquals(new long[] {2, 4}, block.shape());
    assertArrayEquals(Written.counting(8), bytes(block));
  }

  @Test
  void aSmallerBlockInTheMiddleIsFilledWithZeros() throws Exception {
    byte[] stored = Written.block(new long[] {2, 1}, new byte[] {5, 6});
    Block block = array("uint8").decoder().decode(stored, new long[] {0, 0});
    assertArrayEquals(new byte[] {5, 6, 0, 0, 0, 0, 0, 0}, bytes(block));
  }

  @Test
  void aBlockAtTheEndMayBeCutOrWholeOrSmaller() throws Exception {
    ChunkedArray array = array("uint8");
    long[] last = {1, 1};
    byte[] cut = Written.block(new long[] {3, 1}, new byte[] {1, 2, 3});
    assertArrayEquals(new byte[] {1, 2, 3}, bytes(array.decoder().decode(cut, last)));
    byte[] whole = Written.block(BLOCK, new byte[] {1, 2, 3, 9, 9, 9, 9, 9});
    assertArrayEquals(new byte[] {1, 2, 3}, bytes(array.decoder().decode(whole, last)));
    byte[] mixed = Written.block(new long[] {2, 2}, new byte[] {1, 2, 9, 9});
    assertArrayEquals(new byte[] {1, 2, 0}, bytes(array.decoder().decode(mixed, last)));
  }

  @Test
  void aBlockOfVariableLengthHasAsManyElementsAsVoxels() throws Exception {
    ChunkedArray array = array("uint8");
    byte[] voxels = Written.counting(8);
    byte[] stored = Written.block(BLOCK, 8, voxels);
    assertArrayEquals(voxels, bytes(array.decoder().decode(stored, new long[] {0, 0})));
    assertRefused(
        "a block has 7 elements, expected one for each of 8 voxels",
        array,
        Written.block(BLOCK, 7, voxels));
    assertRefused(
        "a block has 4294967295 elements, expected one for each of 8 voxels",
        array,
        Written.block(BLOCK, -1, voxels));
  }

  @Test
  void whatIsNoBlockOfTheArrayFails() throws Exception {
    ChunkedArray array = array("uint16");
    byte[] voxels = Written.counting(16);
    assertRefused("a block of 0 bytes ends within its header", array, new byte[0]);
    assertRefused("a block of 3 bytes ends within its header", array, new byte[3]);
    byte[] header = Written.block(BLOCK, new byte[0]);
    assertRefused(
        "a block of 11 bytes ends within its header", array, java.util.Arrays.copyOf(header, 11));
    assertRefused("a chunk has 0 bytes, expected 16", array, header);
    assertRefused("a block has 1 axes, expected 2", array, Written.block(new long[] {4}, voxels));
    assertRefused(
        "a block has 3 axes, expected 2", array, Written.block(new long[] {4, 2, 1}, voxels));
    assertRefused(
        "a block has the sizes [5, 2], expected 1 to [4, 2]",
        array,
        Written.block(new long[] {5, 2}, new byte[20]));
    assertRefused(
        "a block has the sizes [4294967295, 2], expected 1 to [4, 2]",
        array,
        Written.block(new long[] {-1, 2}, voxels));
    assertRefused(
        "a block has the sizes [4, 0], expected 1 to [4, 2]",
        array,
        Written.block(new long[] {4, 0}, new byte[0]));
    byte[] objects = Written.block(BLOCK, voxels);
    objects[1] = 2;
    assertRefused("a block is of mode 2, expected 0 or 1", array, objects);
    assertRefused(
        "a chunk has 17 bytes, expected 16", array, Written.block(BLOCK, Written.counting(17)));
    assertRefused(
        "a block is of mode 15420, expected 0 or 1",
        array,
        "<<html>not here</html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static void assertRefused(String message, ChunkedArray array, byte[] stored) {
    CodecException e =
        assertThrows(CodecException.class, () -> array.decoder().decode(stored, new long[] {0, 0}));
    assertEquals(message, e.getMessage());
  }

  @TestFactory
  Stream<DynamicTest> everyTypeKeepsItsBits() {
    return Stream.of(DType.values())
        .filter(dtype -> dtype != DType.BOOL)
        .map(
            dtype ->
                DynamicTest.dynamicTest(
                    dtype.numpyName(),
                    () -> {
                      byte[] stored = new byte[8 * dtype.bytes()];
                      new Random(11).nextBytes(stored);
                      stored[0] = (byte) 0xff; // beyond 2^63, or below 0
                      ChunkedArray array = array(dtype.numpyName());
                      assertEquals(dtype, array.dtype());
                      Block block =
                          array.decoder().decode(Written.block(BLOCK, stored), new long[] {0, 0});
                      assertArrayEquals(stored, Written.bigEndian(block));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyCompressionIsUndone() throws Exception {
    byte[] voxels = new byte[32];
    new Random(7).nextBytes(voxels);
    Map<String, byte[]> stored = new LinkedHashMap<>();
    stored.put("{\"type\":\"raw\"}", voxels);
    byte[] gzip = Written.compressed(voxels, GZIPOutputStream::new);
    byte[] zlib = Written.compressed(voxels, DeflaterOutputStream::new);
    stored.put("{\"type\":\"gzip\",\"level\":-1}", gzip);
    stored.put("{\"type\":\"gzip\",\"useZlib\":true}", zlib);
    stored.put("{\"type\":\"gzip\",\"useZlib\":false}", zlib);
    stored.put("{\"type\":\"gzip\",\"useZlib\":true,\"level\":5}", gzip);
    stored.put(
        "{\"type\":\"bzip2\"}", Written.compressed(voxels, BZip2CompressorOutputStream::new));
    stored.put(
        "{\"type\":\"xz\",\"preset\":6}",
        Written.compressed(voxels, out -> new XZOutputStream(out, new LZMA2Options())));
    stored.put(
        "{\"type\":\"lz4\",\"blockSize\":65536}",
        Written.compressed(voxels, out -> new LZ4BlockOutputStream(out, 65536)));
    stored.put("{\"type\":\"zstd\",\"level\":3}", Zstd.compress(voxels));
    stored.put("{\"type\":\"blosc\"}", storedBlosc(voxels));
    return stored.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      ChunkedArray array = array("int32", "\"compression\":" + entry.getKey());
                      byte[] block = Written.block(BLOCK, entry.getValue());
                      long[] at = {0, 0};
                      assertArrayEquals(
                          voxels, Written.bigEndian(array.decoder().decode(block, at)));
                      byte[] smaller = Written.block(new long[] {3, 2}, entry.getValue());
                      assertThrows(CodecException.class, () -> array.decoder().decode(smaller, at));
                    }));
  }

  private static byte[] storedBlosc(byte[] bytes) {
    return ByteBuffer.allocate(16 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {2, 1, 2, 4})
        .putInt(bytes.length)
        .putInt(bytes.length)
        .putInt(16 + bytes.length)
        .put(bytes)
        .array();
  }

  @Test
  void blocksLieUnderTheirPositionXFirst() throws Exception {
    MemoryKeys keys =
        MemoryKeys.remote()
            .put(
                "a/attributes.json",
                Written.array("uint8", new long[] {9, 9, 9}, new long[] {1, 2, 3}));
    ChunkedArray array = Reading.array(keys.at("a"));
    assertEquals("https://example.org/a/8/4/2", array.chunks().address(new long[] {2, 4, 8}));
    keys.put("a/8/4/2", Written.block(new long[] {1, 1, 1}, new byte[] {7}));
    assertEquals(
        5 + 1 + 11,
        array
            .chunks()
            .fetch(new long[] {2, 4, 8}, TransferProgress.NONE)
            .orElseThrow()
            .bytes()
            .length);
    assertEquals(true, array.chunks().fetch(new long[] {2, 4, 7}, TransferProgress.NONE).isEmpty());
  }

  @Test
  void moreBytesThanABlockCanHaveAreNotFetched() throws Exception {
    MemoryKeys keys =
        MemoryKeys.remote().put("attributes.json", Written.array("uint8", DIMENSIONS, BLOCK));
    keys.put("0/0", new byte[(1 << 20) + 100]);
    ChunkedArray array = Reading.array(keys);
    assertThrows(
        SourceException.Invalid.class,
        () -> array.chunks().fetch(new long[] {0, 0}, TransferProgress.NONE));
  }
}
