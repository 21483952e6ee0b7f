package io.cellar.hdf5;

/**
 * The shuffle filter: all first bytes of the elements, then all second bytes, and so on; what is
 * left of a last incomplete element follows unchanged.
 */
final class Shuffle {

  private Shuffle() {}

  /** Puts the bytes of each element together again. */
  static byte[] undo(byte[] data, int elementBytes) {
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
