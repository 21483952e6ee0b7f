package io.cellar.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.SequencedSet;
import org.junit.jupiter.api.Test;

class CompressedSegmentationTest {

  /** A volume of 24 × 40 × 33 labels (z, y, x) at (64, 64, 64), whose chunks are gzip besides. */
  @Test
  void aVolumeThatNeuroglancerDecodesIsTheSame() throws IOException, NoSuchAlgorithmException {
    Path folder = Path.of(System.getProperty("cellar.test.resources"), "codec", "segmentation");
    byte[] volume = new byte[24 * 40 * 33 * 8];
    for (int z = 0; z < 24; z += 16) {
      for (int y = 0; y < 40; y += 16) {
        for (int x = 0; x < 33; x += 16) {
          int[] shape = {Math.min(16, 24 - z), Math.min(16, 40 - y), Math.min(16, 33 - x)};
          String name = side(x, shape[2]) + "_" + side(y, shape[1]) + "_" + side(z, shape[0]);
          byte[] stored = Gzip.decodeAtMost(Files.readAllBytes(folder.resolve(name)), 1 << 20);
          int bytes = shape[0] * shape[1] * shape[2] * 8;
          Codec codec = new CompressedSegmentation(8, 1, shape, new int[] {8, 8, 8});
          byte[] chunk = codec.decode(stored, bytes);
          int row = shape[2] * 8;
          for (int from = 0; from < bytes; from += row) {
            int line = from / row;
            int to = ((z + line / shape[1]) * 40 + y + line % shape[1]) * 33 + x;
            System.arraycopy(chunk, from, volume, 8 * to, row);
          }
        }
      }
    }
    assertEquals(
        "4c5cd6d4e9b36199f215966cd6961d6208a62c034fbcd057f28fc0792385a3f1",
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(volume)));
  }

  private static String side(int from, int length) {
    return (64 + from) + "-" + (64 + from + length);
  }

  @Test
  void allWidthsOfIndicesChannelsAndCutBlocksAreRead() throws IOException {
    long seed = 23;
    Random random = new Random(seed);
    for (int labels : new int[] {1, 2, 3, 5, 17, 300, 3000}) {
      for (int width : new int[] {4, 8}) {
        int channels = 1 + random.nextInt(3);
        int[] shape = {5 + random.nextInt(20), 5 + random.nextInt(20), 5 + random.nextInt(20)};
        int[] block = {1 + random.nextInt(30), 1 + random.nextInt(9), 1 + random.nextInt(9)};
        byte[] plain = new byte[channels * shape[0] * shape[1] * shape[2] * width];
        ByteBuffer out = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
        while (out.hasRemaining()) {
          long label = 0x9e3779b97f4a7c15L * random.nextInt(labels);
          if (width == 4) {
            out.putInt((int) label);
          } else {
            out.putLong(label);
          }
        }
        byte[] stored = new Encoder(plain, width, channels, shape, block).encode();
        Codec codec = new CompressedSegmentation(width, channels, shape, block);
        String what = labels + " labels, seed " + seed;
        assertArrayEquals(plain, codec.decode(stored, plain.length), what);
        byte[] cut = Arrays.copyOf(stored, stored.length - 4);
        assertThrows(CodecException.class, () -> codec.decode(cut, plain.length), what);
      }
    }
  }

  @Test
  void everyOffsetIsChecked() throws IOException {
    int[] one = {1, 1, 1};
    Codec codec = new CompressedSegmentation(4, 1, one, one);
    // channel at 1; table at 1 + 3, values at 1 + 2; index 1 of (7, 9)
    int[] words = {1, 1 << 24 | 3, 2, 1, 7, 9};
    assertArrayEquals(new byte[] {9, 0, 0, 0}, codec.decode(bytes(words), 4));
    assertRefused("refers to bytes behind its end", codec, with(words, 0, -1), 4);
    assertRefused("refers to bytes behind its end", codec, with(words, 0, 5), 4);
    assertRefused("refers to bytes behind its end", codec, with(words, 1, 1 << 24 | 0xffffff), 4);
    assertRefused("refers to bytes behind its end", codec, with(words, 2, -1), 4);
    assertRefused("refers to bytes behind its end", codec, with(words, 1, 32 << 24 | 5), 4);
    assertRefused("has labels of 3 bits", codec, with(words, 1, 3 << 24), 4);
    assertRefused("has labels of 64 bits", codec, with(words, 1, 64 << 24), 4);
    assertRefused("refers to bytes behind its end", codec, new byte[0], 4);
    assertRefused("holds 4 bytes, expected 8", codec, bytes(words), 8);
  }

  @Test
  void aBlockCanBeFarLargerThanTheChunk() throws IOException {
    int most = CompressedSegmentation.LARGEST_BLOCK;
    Codec codec =
        new CompressedSegmentation(4, 1, new int[] {2, 1, 1}, new int[] {most, most, most});
    assertArrayEquals(
        new byte[] {7, 0, 0, 0, 7, 0, 0, 0}, codec.decode(bytes(new int[] {1, 2, 0, 7}), 8));
    byte[] stored = bytes(new int[] {1, 32 << 24 | 3, 2, 0, 7});
    assertRefused("refers to bytes behind its end", codec, stored, 8);
  }

  private static void assertRefused(String why, Codec codec, byte[] stored, int size) {
    String message =
        assertThrows(CodecException.class, () -> codec.decode(stored, size)).getMessage();
    assertTrue(message.contains(why), message);
  }

  private static byte[] with(int[] words, int at, int word) {
    int[] changed = words.clone();
    changed[at] = word;
    return bytes(changed);
  }

  private static byte[] bytes(int[] words) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(words).forEach(bytes::putInt);
    return bytes.array();
  }

  /** Writes the format in the plainest way: no table is shared. */
  private record Encoder(byte[] plain, int width, int channels, int[] shape, int[] block) {

    byte[] encode() {
      ByteBuffer out = ByteBuffer.allocate(4 << 20).order(ByteOrder.LITTLE_ENDIAN);
      out.position(4 * channels);
      for (int c = 0; c < channels; c++) {
        int start = out.position();
        out.putInt(4 * c, start / 4);
        int blocks = 1;
        for (int i = 0; i < 3; i++) {
          blocks *= (shape[i] + block[i] - 1) / block[i];
        }
        int header = start;
        out.position(start + 8 * blocks);
        for (int z = 0; z < shape[0]; z += block[0]) {
          for (int y = 0; y < shape[1]; y += block[1]) {
            for (int x = 0; x < shape[2]; x += block[2], header += 8) {
              block(out, c, new int[] {z, y, x}, start, header);
            }
          }
        }
      }
      return Arrays.copyOf(out.array(), out.position());
    }

    private void block(ByteBuffer out, int channel, int[] begin, int start, int header) {
      SequencedSet<Long> labels = new LinkedHashSet<>();
      each(channel, begin, (index, label) -> labels.add(label));
      int bits = 0;
      while (1L << bits < labels.size()) {
        bits = Math.max(1, 2 * bits);
      }
      int width = bits;
      int values = out.position();
      int words = (int) (((long) bits * block[0] * block[1] * block[2] + 31) / 32);
      out.putInt(header + 4, (values - start) / 4);
      Long[] table = labels.toArray(Long[]::new);
      if (bits > 0) {
        each(
            channel,
            begin,
            (index, label) -> {
              int at = index * width;
              int word = values + at / 32 * 4;
              int value = Arrays.asList(table).indexOf(label);
              out.putInt(word, out.getInt(word) | value << at % 32);
            });
      }
      out.position(values + 4 * words);
      out.putInt(header, bits << 24 | (out.position() - start) / 4);
      for (long label : table) {
        if (this.width == 4) {
          out.putInt((int) label);
        } else {
          out.putLong(label);
        }
      }
    }

    private interface Visitor {
      void visit(int index, long label);
    }

    private void each(int channel, int[] begin, Visitor visitor) {
      ByteBuffer in = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
      for (int z = begin[0]; z < Math.min(shape[0], begin[0] + block[0]); z++) {
        for (int y = begin[1]; y < Math.min(shape[1], begin[1] + block[1]); y++) {
          for (int x = begin[2]; x < Math.min(shape[2], begin[2] + block[2]); x++) {
            int voxel = ((channel * shape[0] + z) * shape[1] + y) * shape[2] + x;
            int index = ((z - begin[0]) * block[1] + y - begin[1]) * block[2] + x - begin[2];
            visitor.visit(index, width == 4 ? in.getInt(4 * voxel) : in.getLong(8 * voxel));
          }
        }
      }
    }
  }
}
