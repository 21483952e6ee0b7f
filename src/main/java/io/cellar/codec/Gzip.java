package io.cellar.codec;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Deflate in gzip members, one or several, whose contents follow each other (RFC 1952). The
 * checksum and size of each are verified. Zeros behind the last one are padding.
 */
public final class Gzip implements Codec {
  private static final int FIRST_ROOM = 1 << 16;

  /** Whether bytes begin as a gzip member does. */
  public static boolean isGzip(byte[] stored) {
    return stored.length >= 2 && GzipHeader.isMagic(stored, 0);
  }

  @Override
  public byte[] decode(byte[] stored, int size) throws CodecException {
    byte[] output = inflate(stored, new byte[size], size);
    if (output.length < size) {
      throw new CodecException(
          "a gzip chunk ends after %d of %d bytes".formatted(output.length, size));
    }
    return output;
  }

  /**
   * Decodes what does not have a known size.
   *
   * @param stored left as it is
   * @param most the result has this many bytes or fewer; memory grows with what is really there
   * @throws CodecException if it is damaged or holds more
   */
  public static byte[] decodeAtMost(byte[] stored, int most) throws CodecException {
    return inflate(stored, new byte[Math.min(most, FIRST_ROOM)], most);
  }

  /** All members' bytes, in {@code room} if they fill it. */
  private static byte[] inflate(byte[] stored, byte[] room, int most) throws CodecException {
    byte[] output = room;
    int out = 0;
    int in = 0;
    Inflater inflater = new Inflater(true);
    CRC32 crc = new CRC32();
    byte[] excess = new byte[1];
    try {
      do {
        in = GzipHeader.skip(stored, in);
        inflater.reset();
        inflater.setInput(stored, in, stored.length - in);
        int begin = out;
        while (!inflater.finished()) {
          if (out == output.length && out < most) {
            output = Arrays.copyOf(output, (int) Math.min(most, Math.max(16, 2L * out)));
          }
          boolean full = out == most;
          int n =
              full ? inflater.inflate(excess) : inflater.inflate(output, out, output.length - out);
          if (full && n > 0) {
            throw new CodecException("a gzip chunk holds more than " + most + " bytes");
          }
          if (n == 0 && !inflater.finished()) {
            throw new CodecException("a gzip chunk has no end");
          }
          out += n;
        }
        in = stored.length - inflater.getRemaining();
        crc.reset();
        crc.update(output, begin, out - begin);
        check(stored, in, (int) crc.getValue(), out - begin);
        in += 8;
      } while (hasMore(stored, in));
    } catch (DataFormatException e) {
      throw new CodecException("a gzip chunk is damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
    return out == output.length ? output : Arrays.copyOf(output, out);
  }

  private static void check(byte[] stored, int at, int crc, int size) throws CodecException {
    if (stored.length - at < 8) {
      throw new CodecException("a gzip chunk has no end");
    }
    if (LittleEndian.int32(stored, at) != crc) {
      throw new CodecException(
          "a gzip chunk has the CRC-32 %08x, expected %08x"
              .formatted(crc, LittleEndian.int32(stored, at)));
    }
    if (LittleEndian.int32(stored, at + 4) != size) {
      throw new CodecException("a gzip chunk does not hold as many bytes as it says");
    }
  }

  private static boolean hasMore(byte[] stored, int from) {
    for (int i = from; i < stored.length; i++) {
      if (stored[i] != 0) {
        return true;
      }
    }
    return false;
  }
}
