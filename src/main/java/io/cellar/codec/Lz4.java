package io.cellar.codec;

import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * One raw LZ4 block behind its decoded length in four little-endian bytes, as the lz4 codec of
 * numcodecs writes it.
 */
public final class Lz4 implements Codec {
  /** Without native or unsafe code; what it reads and writes is checked by the machine. */
  private static final LZ4SafeDecompressor DECOMPRESSOR =
      LZ4Factory.safeInstance().safeDecompressor();

  private static final int HEADER = 4;

  @Override
  public byte[] decode(byte[] stored, int size) throws CodecException {
    if (stored.length < HEADER) {
      throw new CodecException("an lz4 chunk is too short for its length");
    }
    int length = LittleEndian.int32(stored, 0);
    if (length != size) {
      throw new CodecException("an lz4 chunk holds %d bytes, expected %d".formatted(length, size));
    }
    byte[] output = new byte[size];
    decode(stored, HEADER, stored.length - HEADER, output, 0, size);
    return output;
  }

  /** A {@link BlockDecoder}, for a raw block. */
  static void decode(byte[] stored, int from, int length, byte[] output, int to, int size)
      throws CodecException {
    int n;
    try {
      n = DECOMPRESSOR.decompress(stored, from, length, output, to, size);
    } catch (LZ4Exception | IndexOutOfBoundsException e) {
      throw new CodecException("an lz4 block is damaged or too long", e);
    }
    if (n != size) {
      throw new CodecException("an lz4 block ends after %d of %d bytes".formatted(n, size));
    }
  }
}
