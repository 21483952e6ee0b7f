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
    int elements = data.length / elementBytes;
    byte[] output = new byte[data.length];
    for (int b = 0; b < elementBytes; b++) {
      int from = b * elements;
      for (int i = 0, to = b; i < elements; i++, to += elementBytes) {
        output[to] = data[from + i];
      }
    }
    int whole = elements * elementBytes;
    System.arraycopy(data, whole, output, whole, data.length - whole);
    return output;
  }
}
