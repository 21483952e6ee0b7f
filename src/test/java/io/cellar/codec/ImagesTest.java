package io.cellar.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** What other software wrote is in {@link VectorTest}; this is what pictures must not do. */
class ImagesTest {

  @Test
  void rowsMakeVoxelsAndChannelsAreSeparate() throws IOException {
    byte[] rows = {0, 1, 11, 2, 12, 0, 3, 13, 4, 14}; // filter, then gray and alpha
    byte[] stored = png(2, 2, 8, 4, rows);
    byte[] expected = {1, 2, 3, 4, 11, 12, 13, 14};
    assertArrayEquals(expected, new PngImage(2, 1).decode(stored, 8));
    byte[] wide = png(1, 2, 16, 0, new byte[] {0, 1, 2, 0, 3, 4});
    assertArrayEquals(new byte[] {2, 1, 4, 3}, new PngImage(1, 2).decode(wide, 4));
  }

  @Test
  void theNumberOfVoxelsCountsNotTheSides() throws IOException {
    byte[] rows = {0, 1, 2, 3, 4, 5, 6};
    byte[] stored = png(6, 1, 8, 0, rows);
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, new PngImage(1, 1).decode(stored, 6));
    assertRefused("has 6 × 1 pixels, expected 5 voxels in all", new PngImage(1, 1), stored, 5);
    assertRefused("has 1 channels, expected 3", new PngImage(3, 1), stored, 18);
    assertRefused("has 8 bits, expected 16", new PngImage(1, 2), stored, 12);
  }

  @Test
  void aPictureOfEnormousSizeTakesNoMemory() throws IOException {
    byte[] png = png(60_000, 60_000, 8, 2, new byte[1000]);
    byte[] jpeg = jpeg();
    int frame = frame(jpeg);
    Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xee);
    long before = Memory.allocated();
    assertRefused("has 60000 × 60000 pixels, expected 1000", new PngImage(3, 1), png, 3000);
    assertRefused("has 61166 × 61166 pixels, expected 1073", new JpegImage(1), jpeg, 37 * 29);
    assertTrue(Memory.allocated() - before < 1 << 20);
  }

  @Test
  void aPictureWithoutAllItsPixelsIsAFailure() throws IOException {
    byte[] half = png(100, 100, 8, 0, new byte[50 * 101]);
    assertRefused("a PNG chunk is damaged", new PngImage(1, 1), half, 10_000);
    byte[] jpeg = jpeg();
    for (int length = 0; length < jpeg.length; length++) {
      assertRefused("a JPEG chunk ", new JpegImage(1), Arrays.copyOf(jpeg, length), 37 * 29);
    }
    byte[] ended = Arrays.copyOf(jpeg, jpeg.length - 100);
    ended[ended.length - 2] = (byte) 0xff;
    ended[ended.length - 1] = (byte) 0xd9;
    assertRefused("a JPEG chunk is damaged", new JpegImage(1), ended, 37 * 29);
  }

  @Test
  void aJpegThatGoesOverItsPictureWithoutEndIsRefused() throws IOException {
    byte[] jpeg = jpeg();
    int scan = 2;
    while ((jpeg[scan + 1] & 0xff) != 0xda) {
      scan += 2 + (ByteBuffer.wrap(jpeg).getShort(scan + 2) & 0xffff);
    }
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.write(jpeg, 0, scan);
    for (int i = 0; i < 70; i++) {
      many.write(jpeg, scan, jpeg.length - 2 - scan);
    }
    many.write(jpeg, jpeg.length - 2, 2);
    assertRefused("has more than 64 scans", new JpegImage(1), many.toByteArray(), 37 * 29);
  }

  @Test
  void kindsOfJpegThatAreNotReadAreNamed() throws IOException {
    byte[] jpeg = jpeg();
    int frame = frame(jpeg);
    assertRefused("of 12 bits, expected 8", with(jpeg, frame + 4, 12));
    assertRefused("is of a kind that is not read: SOF9", with(jpeg, frame + 1, 0xc9));
    assertRefused("has 1 channels, expected 3", new JpegImage(3), jpeg, 3 * 37 * 29);
    assertRefused("a JPEG chunk is not JPEG", new byte[] {'<', 'h', 't', 'm', 'l', '>'});
  }

  @Test
  void everyChunkOfAPngIsCheckedByItsSum() throws IOException {
    byte[] stored = png(6, 1, 8, 0, new byte[7]);
    for (int i = 0; i < stored.length; i++) {
      byte[] changed = with(stored, i, stored[i] ^ 0x10);
      assertRefused("a PNG chunk ", new PngImage(1, 1), changed, 6);
    }
  }

  private static void assertRefused(String why, byte[] jpeg) {
    assertRefused(why, new JpegImage(1), jpeg, 37 * 29);
  }

  private static void assertRefused(String why, Codec codec, byte[] stored, int bytes) {
    String message =
        assertThrows(CodecException.class, () -> codec.decode(stored, bytes)).getMessage();
    assertTrue(message.contains(why), message);
    assertEquals(1, message.lines().count());
  }

  private static byte[] with(byte[] stored, int at, int value) {
    byte[] changed = stored.clone();
    changed[at] = (byte) value;
    return changed;
  }

  /** Gray, 37 × 29, from other software. */
  private static byte[] jpeg() throws IOException {
    return Vector.all().stream()
        .filter(v -> v.name().equals("jpeg/1 gray"))
        .findFirst()
        .orElseThrow()
        .stored()
        .clone();
  }

  /** Where the marker SOF0 is. */
  private static int frame(byte[] jpeg) {
    int at = 2;
    while ((jpeg[at + 1] & 0xff) != 0xc0) {
      at += 2 + (ByteBuffer.wrap(jpeg).getShort(at + 2) & 0xffff);
    }
    return at;
  }

  private static byte[] png(int width, int height, int depth, int colour, byte[] rows)
      throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(data)) {
      out.write(rows);
    }
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) depth).put((byte) colour);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(ByteBuffer.allocate(8).putLong(0x89504e470d0a1a0aL).array());
    chunk(file, "IHDR", header.array());
    chunk(file, "IDAT", data.toByteArray());
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length).putInt(content.length);
    for (int i = 0; i < 4; i++) {
      chunk.put((byte) type.charAt(i));
    }
    chunk.put(content);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + content.length);
    file.writeBytes(chunk.putInt((int) crc.getValue()).array());
  }
}
