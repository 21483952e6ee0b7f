package io.cellar.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipTest {
  private final Gzip gzip = new Gzip();

  @Test
  void whatHasNoKnownSizeIsDecodedUpToAMost() throws IOException {
    byte[] data = random(300_000);
    byte[] stored = gzip(data);
    assertArrayEquals(data, Gzip.decodeAtMost(stored, 1 << 20));
    assertArrayEquals(data, Gzip.decodeAtMost(stored, data.length));
    assertRefused(
        "a gzip chunk holds more than 299999 bytes", () -> Gzip.decodeAtMost(stored, 299_999));
    assertArrayEquals(new byte[0], Gzip.decodeAtMost(gzip(new byte[0]), 0));
  }

  @Test
  void aLongStreamTakesNoMoreMemoryThanWasAllowed() throws IOException {
    byte[] stored = gzip(new byte[64 << 20]);
    long before = Memory.allocated();
    assertRefused(
        "a gzip chunk holds more than 100000 bytes", () -> Gzip.decodeAtMost(stored, 100_000));
    assertRefused("a gzip chunk holds more than 64 bytes", () -> gzip.decode(stored, 64));
    assertTrue(Memory.allocated() - before < 2 << 20);
  }

  @Test
  void anyNumberOfEmptyMembersIsRead() throws IOException {
    byte[] empty = gzip(new byte[0]);
    byte[] stored = new byte[100_000 * empty.length];
    for (int i = 0; i < stored.length; i += empty.length) {
      System.arraycopy(empty, 0, stored, i, empty.length);
    }
    assertEquals(0, gzip.decode(stored, 0).length);
    assertRefused("a gzip chunk ends after 0 of 1 bytes", () -> gzip.decode(stored, 1));
  }

  @Test
  void allFieldsOfAHeaderArePassedOver() throws IOException {
    byte[] data = random(100);
    byte[] plain = gzip(data);
    byte[] fields = {3, 0, 'a', 'b', 'c', 'n', 0, 'c', 'o', 0, 7, 7};
    byte[] stored =
        join(Arrays.copyOf(plain, 10), fields, Arrays.copyOfRange(plain, 10, plain.length));
    stored[3] = 2 + 4 + 8 + 16;
    assertArrayEquals(data, gzip.decode(stored, data.length));
    for (int length = 0; length < 22; length++) {
      byte[] cut = Arrays.copyOf(stored, length);
      assertRefused("a gzip chunk ends within a header", () -> gzip.decode(cut, data.length));
    }
    stored[3] |= 0x20;
    assertRefused("a gzip chunk is of an unknown kind", () -> gzip.decode(stored, data.length));
  }

  @Test
  void damageIsSeen() throws IOException {
    byte[] data = random(1000);
    byte[] stored = gzip(data);
    for (int length = 18; length < stored.length; length++) {
      byte[] cut = Arrays.copyOf(stored, length);
      assertRefused("a gzip chunk has no end", () -> gzip.decode(cut, data.length));
    }
    byte[] changed = stored.clone();
    changed[changed.length - 8] ^= 1;
    assertTrue(
        assertThrows(CodecException.class, () -> gzip.decode(changed, data.length))
            .getMessage()
            .startsWith("a gzip chunk has the CRC-32 "));
    byte[] sized = stored.clone();
    sized[sized.length - 1] ^= 1;
    assertRefused(
        "a gzip chunk does not hold as many bytes as it says",
        () -> gzip.decode(sized, data.length));
    byte[] behind = join(stored, new byte[20], new byte[] {1}, new byte[20]);
    assertRefused(
        "a gzip chunk has other bytes behind its end", () -> gzip.decode(behind, data.length));
    assertRefused("a chunk is not gzip", () -> gzip.decode(new byte[20], data.length));
  }

  @Test
  void zlibAndGzipAreToldApart() throws IOException {
    byte[] data = random(1000);
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
      out.write(data);
    }
    Codec either = new GzipOrZlib();
    assertArrayEquals(data, either.decode(gzip(data), data.length));
    assertArrayEquals(data, either.decode(zlib.toByteArray(), data.length));
    assertTrue(Gzip.isGzip(gzip(data)));
    assertFalse(Gzip.isGzip(zlib.toByteArray()));
    assertFalse(Gzip.isGzip(new byte[] {0x1f}));
    assertThrows(CodecException.class, () -> either.decode(new byte[0], 1));
  }

  private static void assertRefused(
      String why, org.junit.jupiter.api.function.Executable decoding) {
    assertEquals(why, assertThrows(CodecException.class, decoding).getMessage());
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  private static byte[] gzip(byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(data);
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
