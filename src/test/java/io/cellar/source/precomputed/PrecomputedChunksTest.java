package io.cellar.source.precomputed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.codec.CodecException;
import io.cellar.source.SourceException;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.volume.Block;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PrecomputedChunksTest {
  /** A volume of 3 x 4 x 5 voxels from (-2, 10, 0) in chunks of 2 x 4 x 4, x first. */
  private static String info(String dtype, int channels, String encoding) {
    return """
    {"data_type": "%s", "num_channels": %d, "scales": [{"key": "s", "size": [3, 4, 5],
     "voxel_offset": [-2, 10, 0], "chunk_sizes": [[2, 4, 4]], "resolution": [4, 4, 8],
     "encoding": "%s", "compressed_segmentation_block_size": [8, 8, 8]}]}\
    """
        .formatted(dtype, channels, encoding);
  }

  private static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  @Test
  void namesCountFromTheOffsetAndEndChunksAreClipped() throws Exception {
    MemoryKeys keys = Levels.server().put("info", info("int8", 1, "raw"));
    keys.put("s/-2-0_10-14_0-4", counting(32)).put("s/0-1_10-14_4-5", counting(4));
    ChunkedArray array = Levels.first(keys);
    assertEquals(List.of("[0, 0, 1]", "[1, 0, 0]"), Levels.missing(array));
    Block block = Levels.chunk(array, 1, 0, 1);
    assertArrayEquals(new long[] {1, 4, 1}, block.shape());
    assertArrayEquals(counting(4), (byte[]) block.values());
  }

  @Test
  void valuesAreLittleEndianWithChannelsSlowest() throws Exception {
    MemoryKeys keys = Levels.server().put("info", info("int16", 3, "raw"));
    keys.put("s/0-1_10-14_4-5", counting(24));
    Block block = Levels.chunk(Levels.first(keys), 0, 1, 0, 1);
    assertArrayEquals(new long[] {3, 1, 4, 1}, block.shape());
    assertEquals((short) 0x0100, ((short[]) block.values())[0]);
    assertEquals((short) 0x0908, ((short[]) block.values())[block.offset(1, 0, 0, 0)]);
  }

  private static byte[] picture(int width, int height, String format) throws Exception {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      image.getRaster().setSample(i % width, i / width, 0, 100);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out));
    return out.toByteArray();
  }

  @Test
  void onlyTheNumberOfPixelsOfAPictureCounts() throws Exception {
    for (String format : List.of("jpeg", "png")) {
      for (int[] size : new int[][] {{2, 16}, {8, 4}, {32, 1}}) {
        MemoryKeys keys = Levels.server().put("info", info("uint8", 1, format));
        keys.put("s/-2-0_10-14_0-4", picture(size[0], size[1], format));
        byte[] voxels = (byte[]) Levels.chunk(Levels.first(keys), 0, 0, 0).values();
        byte[] gray = new byte[32];
        Arrays.fill(gray, (byte) 100);
        assertArrayEquals(gray, voxels);
      }
      MemoryKeys keys = Levels.server().put("info", info("uint8", 1, format));
      keys.put("s/-2-0_10-14_0-4", picture(2, 15, format));
      assertThrows(CodecException.class, () -> Levels.chunk(Levels.first(keys), 0, 0, 0));
    }
  }

  @Test
  void gzipUnderThePlainNameIsToldByItsLengthAndBeginning() throws Exception {
    MemoryKeys keys = Levels.server().put("info", info("uint8", 1, "raw"));
    byte[] voxels = counting(32);
    voxels[0] = 0x1f;
    voxels[1] = (byte) 0x8b;
    keys.put("s/-2-0_10-14_0-4", voxels);
    assertArrayEquals(voxels, (byte[]) Levels.chunk(Levels.first(keys), 0, 0, 0).values());
    keys.put("s/-2-0_10-14_0-4", ShardWriter.gzip(voxels));
    assertArrayEquals(voxels, (byte[]) Levels.chunk(Levels.first(keys), 0, 0, 0).values());
    keys.put("s/-2-0_10-14_0-4", ShardWriter.gzip(counting(33)));
    assertThrows(CodecException.class, () -> Levels.chunk(Levels.first(keys), 0, 0, 0));
    keys.put("s/-2-0_10-14_0-4", ShardWriter.gzip(new byte[10_000_000]));
    assertThrows(CodecException.class, () -> Levels.chunk(Levels.first(keys), 0, 0, 0));
  }

  @Test
  void aFolderMayHaveChunksCalledGz() throws Exception {
    MemoryKeys keys = Levels.server().asFolder().put("info", info("uint8", 1, "raw"));
    keys.put("s/-2-0_10-14_0-4.gz", ShardWriter.gzip(counting(32)));
    keys.put("s/0-1_10-14_4-5.br", counting(4));
    keys.put("s/0-1_10-14_0-4.gz", counting(16));
    ChunkedArray array = Levels.first(keys);
    assertArrayEquals(counting(32), (byte[]) Levels.chunk(array, 0, 0, 0).values());
    assertTrue(
        assertThrows(SourceException.Refused.class, () -> Levels.chunk(array, 1, 0, 1))
            .getMessage()
            .contains("0-1_10-14_4-5.br"));
    assertThrows(SourceException.Invalid.class, () -> Levels.chunk(array, 0, 0, 1));
    keys.asked().clear();
    assertArrayEquals(new byte[8], (byte[]) Levels.chunk(array, 1, 0, 0).values());
    assertEquals(
        List.of("", ".gz", ".br", ".zst").stream().map(e -> "volume/s/-2-0_10-14_4-5" + e).toList(),
        keys.asked());
  }

  @Test
  void aServerMayHaveChunksCalledGz() throws Exception {
    MemoryKeys keys = Levels.server().put("info", info("uint8", 1, "raw"));
    keys.put("s/-2-0_10-14_0-4.gz", ShardWriter.gzip(counting(32)));
    keys.put("s/0-1_10-14_0-4.gz", counting(16));
    ChunkedArray array = Levels.first(keys);
    assertArrayEquals(new byte[8], (byte[]) Levels.chunk(array, 1, 0, 0).values());
    assertArrayEquals(counting(32), (byte[]) Levels.chunk(array, 0, 0, 0).values());
    assertArrayEquals(counting(16), (byte[]) Levels.chunk(array, 0, 0, 1).values());
  }

  @Test
  void aServerThatHasSentAChunkByItsPlainNameIsAskedOncePerChunk() throws Exception {
    MemoryKeys keys = Levels.server().put("info", info("uint8", 1, "raw"));
    keys.put("s/-2-0_10-14_0-4", counting(32));
    ChunkedArray array = Levels.first(keys);
    assertArrayEquals(counting(32), (byte[]) Levels.chunk(array, 0, 0, 0).values());
    keys.asked().clear();
    Levels.whole(array);
    assertEquals(4, keys.asked().size());
  }

  @Test
  void whatIsNoChunkIsAFailureAndNeverFill() throws Exception {
    byte[] page = "<html>Not found</html>".getBytes(StandardCharsets.UTF_8);
    for (String encoding : List.of("raw", "jpeg", "png", "compressed_segmentation")) {
      String dtype = encoding.equals("compressed_segmentation") ? "uint32" : "uint8";
      MemoryKeys keys = Levels.server().put("info", info(dtype, 1, encoding));
      ChunkedArray array = Levels.first(keys);
      for (byte[] bytes : List.of(page, new byte[0], new byte[1], counting(31), counting(33))) {
        keys.put("s/-2-0_10-14_0-4", bytes);
        assertThrows(
            CodecException.class,
            () -> Levels.chunk(array, 0, 0, 0),
            () -> encoding + " " + bytes.length);
      }
      keys.put("s/-2-0_10-14_0-4", new byte[8 << 20]);
      assertThrows(SourceException.Invalid.class, () -> Levels.chunk(array, 0, 0, 0));
    }
  }

  @Test
  void noDamageMakesADecoderFailOtherwise() throws Exception {
    long seed = 11;
    Random random = new Random(seed);
    for (String encoding : List.of("jpeg", "png", "compressed_segmentation")) {
      boolean labels = encoding.equals("compressed_segmentation");
      MemoryKeys keys = Levels.server().put("info", info(labels ? "uint64" : "uint8", 1, encoding));
      ChunkedArray array = Levels.first(keys);
      byte[] good = labels ? segmentation() : picture(8, 4, encoding);
      for (int i = 0; i < 300; i++) {
        byte[] bad = Arrays.copyOf(good, good.length - random.nextInt(3));
        for (int n = random.nextInt(4); n >= 0; n--) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        }
        keys.put("s/-2-0_10-14_0-4", bad);
        try {
          assertEquals(32, Levels.chunk(array, 0, 0, 0).length());
        } catch (CodecException e) {
          assertTrue(!e.getMessage().isBlank(), () -> "seed " + seed);
        }
      }
    }
  }

  /** One block with the labels 7 and 8 by turns. */
  private static byte[] segmentation() {
    java.nio.ByteBuffer words =
        java.nio.ByteBuffer.allocate(4 * (3 + 16 + 4)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    words.putInt(1).putInt(1 << 24 | 18).putInt(2);
    for (int i = 0; i < 16; i++) {
      words.putInt(0xaaaaaaaa);
    }
    return words.putLong(7).putLong(8).array();
  }

  @Test
  void aBlockOfASegmentationThatIsLargerThanItsChunkIsRead() throws Exception {
    MemoryKeys keys = Levels.server().put("info", info("uint64", 1, "compressed_segmentation"));
    keys.put("s/-2-0_10-14_0-4", segmentation());
    long[] values = (long[]) Levels.chunk(Levels.first(keys), 0, 0, 0).values();
    for (int i = 0; i < 32; i++) {
      assertEquals(7 + i % 2, values[i]);
    }
  }
}
