package io.cellar.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jpountz.lz4.LZ4BlockOutputStream;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;

class Lz4Test {
  private final Codec stream = new Lz4BlockStream();

  @Test
  void streamsOfSeveralBlocksAreRead() throws IOException {
    for (int size : new int[] {0, 1, 63, 64, 65, 1000, 200_000}) {
      byte[] data = data(size);
      byte[] stored = stream(data);
      assertArrayEquals(data, stream.decode(stored, size), "size " + size);
      assertRefused("ends after " + size, stream, stored, size + 1);
      if (size > 0) {
        assertRefused("holds more than " + (size - 1), stream, stored, size - 1);
      }
    }
  }

  @Test
  void aStreamThatIsCutAnywhereIsAFailure() throws IOException {
    byte[] data = data(300);
    byte[] stored = stream(data);
    for (int length = 0; length < stored.length; length++) {
      assertRefused("an lz4 stream", stream, Arrays.copyOf(stored, length), data.length);
    }
    assertRefused(
        "other bytes behind its end", stream, Arrays.copyOf(stored, stored.length + 1), 300);
  }

  @Test
  void eachBlockIsCheckedByItsSum() throws IOException {
    byte[] data = data(300);
    byte[] stored = stream(data);
    for (int i = 17; i < 21; i++) {
      byte[] changed = stored.clone();
      changed[i] ^= 4;
      assertRefused("an lz4 stream has a wrong checksum", stream, changed, data.length);
    }
    byte[] mark = stored.clone();
    mark[0] ^= 1;
    assertRefused("an lz4 stream has a block without its mark", stream, mark, data.length);
    byte[] kind = stored.clone();
    kind[8] = 0x30;
    assertRefused("an lz4 stream has a block of an unknown kind", stream, kind, data.length);
  }

  @Test
  void aLengthThatIsSaidTakesNoMemory() {
    byte[] stored = new byte[100];
    Arrays.fill(stored, 0, 4, (byte) 0x7f);
    long before = Memory.allocated();
    assertRefused("an lz4 chunk holds 2139062143 bytes, expected 10", new Lz4(), stored, 10);
    assertTrue(Memory.allocated() - before < 1 << 20);
    assertRefused("an lz4 chunk is too short for its length", new Lz4(), new byte[3], 0);
  }

  private static void assertRefused(String why, Codec codec, byte[] stored, int size) {
    String message =
        assertThrows(CodecException.class, () -> codec.decode(stored, size)).getMessage();
    assertTrue(message.contains(why), message);
    assertEquals(1, message.lines().count());
  }

  /** Some of it repeats and some does not, so that there are blocks of both kinds. */
  private static byte[] data(int size) {
    byte[] data = new byte[size];
    Random random = new Random(size);
    for (int i = 0; i < size; i++) {
      data[i] = (byte) (i / 128 % 2 == 0 ? i : random.nextInt());
    }
    return data;
  }

  private static byte[] stream(byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LZ4BlockOutputStream out =
        new LZ4BlockOutputStream(bytes, 64, LZ4Factory.safeInstance().fastCompressor())) {
      out.write(data);
    }
    return bytes.toByteArray();
  }
}
