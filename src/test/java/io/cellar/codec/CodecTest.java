package io.cellar.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class CodecTest {

  @Test
  void inflatesToTheSizeThatIsExpectedAndNoOther() throws IOException {
    byte[] data = random(5000);
    byte[] stored = deflated(data);
    Codec gzip = new Inflation();
    assertArrayEquals(data, gzip.decode(stored, data.length));
    assertRefused("a compressed chunk inflates to more than 4999 bytes", gzip, stored, 4999);
    assertRefused("a compressed chunk ends after 5000 of 5001 bytes", gzip, stored, 5001);
    byte[] cut = Arrays.copyOf(stored, stored.length - 2);
    assertRefused("a compressed chunk has no end", gzip, cut, data.length);
    byte[] changed = stored.clone();
    changed[changed.length - 1] ^= 1;
    assertThrows(CodecException.class, () -> gzip.decode(changed, data.length));
  }

  @Test
  void givesOutNoMoreThanWasAskedForOfAVeryLongStream() throws IOException {
    byte[] stored = deflated(new byte[64 << 20]);
    assertRefused("a compressed chunk inflates to more than 64 bytes", new Inflation(), stored, 64);
  }

  @Test
  void lzfRepeatsWhatItRefersTo() throws IOException {
    // three literals, then 9 bytes from 3 back: the pattern goes on
    byte[] stored = {2, 'a', 'b', 'c', (byte) (7 << 5), 0, 2};
    byte[] text = "abcabcabcabc".getBytes(StandardCharsets.US_ASCII);
    Codec lzf = new Lzf();
    assertArrayEquals(text, lzf.decode(stored, text.length));
    String refused = "an lzf chunk does not decode to its size";
    assertRefused(refused, lzf, stored, text.length - 1);
    assertRefused(refused, lzf, stored, text.length + 1);
    assertRefused(refused, lzf, new byte[] {0, 'a', 1 << 5, 5}, 4); // before the start
    assertRefused(refused, lzf, new byte[] {5, 'a'}, 6); // ends within the literals
  }

  @Test
  void shufflePutsTheBytesOfElementsTogetherAgain() throws IOException {
    byte[] stored = {1, 3, 5, 2, 4, 6, 7};
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7}, new Shuffle(2).decode(stored, 7));
    assertArrayEquals(stored, new Shuffle(1).decode(stored, 7));
    assertArrayEquals(stored, new Shuffle(8).decode(stored, 7));
  }

  @Test
  void fletcher32IsComparedAndTakenOff() throws IOException {
    byte[] data = "abcde".getBytes(StandardCharsets.US_ASCII);
    int sum = Fletcher32.checksum(data, data.length);
    assertEquals(0x4ff029c7, sum); // the well-known f04fc729, of words of the other byte order
    Codec fletcher32 = new Fletcher32();
    byte[] stored = Arrays.copyOf(data, data.length + Fletcher32.BYTES);
    for (int i = 0; i < Fletcher32.BYTES; i++) {
      stored[data.length + i] = (byte) (sum >>> 8 * i);
    }
    assertArrayEquals(data, fletcher32.decode(stored, data.length));
    stored[0] ^= 1;
    assertThrows(CodecException.class, () -> fletcher32.decode(stored, data.length));
    assertRefused(
        "a chunk is too short for its fletcher32 checksum", fletcher32, new byte[] {1, 2, 3}, 0);
  }

  private static void assertRefused(String why, Codec codec, byte[] stored, int bytes) {
    assertEquals(
        why, assertThrows(CodecException.class, () -> codec.decode(stored, bytes)).getMessage());
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(11).nextBytes(bytes);
    return bytes;
  }

  private static byte[] deflated(byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(data);
    }
    return out.toByteArray();
  }
}
