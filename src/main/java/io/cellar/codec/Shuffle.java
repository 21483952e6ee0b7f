package io.cellar.codec;

/**
 * The shuffle filter: all first bytes of the elements, then all second bytes, and so on; what is
 * left of a last incomplete element follows unchanged.
 *
 * @param elementBytes bytes of an element, at least 1
 */
public record Shuffle(int elementBytes) implements Codec {

  @Override
  public byte[] decode(byte[] data, int size) {
    if (elementBytes == 1 || data.length < elementBytes) {
      return data;
    }
    byte[] output = new byte[data.length];
    unshuffle(elementBytes, data, output, 0, data.length);
    return output;
  }

  /** Puts the first {@code size} bytes in {@code shuffled} together to elements at {@code to}. */
  static void unshuffle(int elementBytes, byte[] shuffled, byte[] output, int to, int size) {
    int elements = size / elementBytes;
    for (int b = 0; b < elementBytes; b++) {
      int from = b * elements;
      for (int i = 0, at = to + b; i < elements; i++, at += elementBytes) {
        output[at] = shuffled[from + i];
      }
    }
    int whole = elements * elementBytes;
    System.arraycopy(shuffled, whole, output, to + whole, size - whole);
  }
}
