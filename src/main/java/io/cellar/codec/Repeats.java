package io.cellar.codec;

/** Copies within what has been decoded already, as all relatives of LZ77 make them. */
final class Repeats {
  private Repeats() {}

  /**
   * Writes {@code length} bytes at {@code out}, each as the one {@code distance} before it: the
   * ranges may overlap, which repeats a pattern.
   */
  static void copy(byte[] output, int out, int distance, int length) {
    if (distance >= length) {
      System.arraycopy(output, out - distance, output, out, length);
      return;
    }
    for (int i = out, end = out + length; i < end; i++) {
      output[i] = output[i - distance];
    }
  }
}
