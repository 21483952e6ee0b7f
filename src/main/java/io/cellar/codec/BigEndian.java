package io.cellar.codec;

/**
 * Big-endian elements to little-endian ones.
 *
 * @param elementBytes 1, 2, 4 or 8; with 1 the input is given back
 */
public record BigEndian(int elementBytes) implements Codec {
  public BigEndian {
    Elements.checkWidth(elementBytes);
  }

  /**
   * Swaps.
   *
   * @throws CodecException if the input has another size, or one that is not of whole elements
   */
  @Override
  public byte[] decode(byte[] stored, int bytes) throws CodecException {
    Elements.checkWhole(stored, bytes, elementBytes);
    if (elementBytes == 1) {
      return stored;
    }
    byte[] output = new byte[bytes];
    switch (elementBytes) {
      case 2 -> {
        for (int i = 0; i < bytes; i += 2) {
          LittleEndian.SHORT.set(
              output, i, Short.reverseBytes((short) LittleEndian.SHORT.get(stored, i)));
        }
      }
      case 4 -> {
        for (int i = 0; i < bytes; i += 4) {
          LittleEndian.INT.set(
              output, i, Integer.reverseBytes((int) LittleEndian.INT.get(stored, i)));
        }
      }
      default -> {
        for (int i = 0; i < bytes; i += 8) {
          LittleEndian.LONG.set(
              output, i, Long.reverseBytes((long) LittleEndian.LONG.get(stored, i)));
        }
      }
    }
    return output;
  }
}
