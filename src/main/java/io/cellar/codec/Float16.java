package io.cellar.codec;

/** Little-endian float16 (IEEE 754 binary16) to little-endian float32, which holds them exactly. */
public final class Float16 implements Codec {

  /**
   * Widens.
   *
   * @param bytes of the float32 elements
   * @throws CodecException if the input does not have half as many
   */
  @Override
  public byte[] decode(byte[] stored, int bytes) throws CodecException {
    if (bytes % Float.BYTES != 0 || stored.length != bytes / 2) {
      throw new CodecException(
          "a chunk of float16 has %d bytes, expected half of %d".formatted(stored.length, bytes));
    }
    byte[] output = new byte[bytes];
    for (int i = 0; i < stored.length; i += Short.BYTES) {
      float value = Float.float16ToFloat((short) LittleEndian.SHORT.get(stored, i));
      LittleEndian.INT.set(output, 2 * i, Float.floatToRawIntBits(value));
    }
    return output;
  }
}
