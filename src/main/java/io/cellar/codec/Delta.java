package io.cellar.codec;

/**
 * The delta filter of numcodecs for integers that are stored in their own type: each little-endian
 * element but the first is the difference to the one before it. Sums wrap around as the type does,
 * signed or not.
 *
 * @param elementBytes 1, 2, 4 or 8
 */
public record Delta(int elementBytes) implements Codec {
  public Delta {
    Elements.checkWidth(elementBytes);
  }

  /**
   * Adds up.
   *
   * @throws CodecException if the input has another size, or one that is not of whole elements
   */
  @Override
  public byte[] decode(byte[] stored, int bytes) throws CodecException {
    Elements.checkWhole(stored, bytes, elementBytes);
    byte[] output = new byte[bytes];
    long sum = 0;
    for (int i = 0; i < bytes; i += elementBytes) {
      switch (elementBytes) {
        case 1 -> output[i] = (byte) (sum += stored[i]);
        case 2 ->
            LittleEndian.SHORT.set(
                output, i, (short) (sum += (short) LittleEndian.SHORT.get(stored, i)));
        case 4 ->
            LittleEndian.INT.set(output, i, (int) (sum += (int) LittleEndian.INT.get(stored, i)));
        default -> LittleEndian.LONG.set(output, i, sum += (long) LittleEndian.LONG.get(stored, i));
      }
    }
    return output;
  }
}
