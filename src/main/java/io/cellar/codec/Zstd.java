package io.cellar.codec;

import com.github.luben.zstd.ZstdException;

/**
 * Zstandard frames, one or several, whose contents follow each other (RFC 8878). A frame need not
 * say how much it holds. Frames that need a dictionary and those of versions before 0.8 are
 * refused.
 */
public final class Zstd implements Codec {
  private static final int MAGIC = 0xfd2fb528;
  private static final int SKIPPABLE = 0x184d2a50;

  @Override
  public byte[] decode(byte[] stored, int size) throws CodecException {
    byte[] output = new byte[size];
    decode(stored, 0, stored.length, output, 0, size);
    return output;
  }

  /** A {@link BlockDecoder}. */
  static void decode(byte[] stored, int from, int length, byte[] output, int to, int size)
      throws CodecException {
    long n;
    try {
      checkFrames(stored, from, length);
      n = com.github.luben.zstd.Zstd.decompressByteArray(output, to, size, stored, from, length);
    } catch (ZstdException e) {
      throw new CodecException("a zstd chunk is damaged or too long: " + e.getMessage(), e);
    }
    if (n != size) {
      throw new CodecException("a zstd chunk ends after %d of %d bytes".formatted(n, size));
    }
  }

  /** The library knows older formats too, whose decoders nobody looks after. */
  private static void checkFrames(byte[] stored, int from, int length) throws CodecException {
    int at = from;
    int end = from + length;
    do {
      int magic = end - at < 4 ? 0 : LittleEndian.int32(stored, at);
      if (magic != MAGIC && (magic & ~0xf) != SKIPPABLE) {
        throw new CodecException(
            at == from ? "a chunk is not zstd" : "a zstd chunk has other bytes behind its end");
      }
      long frame = com.github.luben.zstd.Zstd.findFrameCompressedSize(stored, at, end - at);
      if (frame <= 0 || frame > end - at) {
        throw new CodecException("a zstd chunk is damaged");
      }
      at += (int) frame;
    } while (at < end);
  }
}
