package io.cellar.codec;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The CRC-32C (Castagnoli) of all bytes before it, in four little-endian bytes at the end; verified
 * and cut off (Zarr v3 specification, codecs/crc32c).
 */
public final class Crc32c implements Codec {
  /** Bytes of the checksum. */
  public static final int BYTES = 4;

  /** The data without its checksum, whatever their number. */
  @Override
  public byte[] decode(byte[] stored, int bytes) throws CodecException {
    int length = stored.length - BYTES;
    if (length < 0) {
      throw new CodecException("a chunk is too short for its CRC-32C");
    }
    CRC32C crc = new CRC32C();
    crc.update(stored, 0, length);
    int expected = LittleEndian.int32(stored, length);
    if ((int) crc.getValue() != expected) {
      throw new CodecException(
          "a chunk has the CRC-32C %08x, expected %08x".formatted(crc.getValue(), expected));
    }
    return Arrays.copyOf(stored, length);
  }
}
