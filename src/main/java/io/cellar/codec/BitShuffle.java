package io.cellar.codec;

/**
 * Bit shuffling as Blosc does it: all first bits of the elements, least significant first, then all
 * second bits, and so on. A row of bits has eight elements a byte, the first in its lowest bit.
 */
final class BitShuffle {
  private BitShuffle() {}

  /**
   * Puts the first {@code size} bytes in {@code shuffled} together to elements at {@code to}. The
   * number of whole elements is a multiple of 8; what is left follows unchanged.
   */
  static void unshuffle(int elementBytes, byte[] shuffled, byte[] output, int to, int size) {
    int elements = size / elementBytes;
    int row = elements / 8;
    for (int b = 0; b < elementBytes; b++) {
      int first = 8 * b * row;
      for (int i = 0; i < row; i++) {
        long bits = 0;
        for (int k = 0; k < 8; k++) {
          bits |= (shuffled[first + k * row + i] & 0xffL) << 8 * k;
        }
        bits = transposed(bits);
        for (int k = 0, at = to + 8 * i * elementBytes + b; k < 8; k++, at += elementBytes) {
          output[at] = (byte) (bits >>> 8 * k);
        }
      }
    }
    int whole = elements * elementBytes;
    System.arraycopy(shuffled, whole, output, to + whole, size - whole);
  }

  /** Bit c of byte r of an 8 × 8 square becomes bit r of byte c (Hacker's Delight, 7-3). */
  private static long transposed(long square) {
    long x = square;
    long t = (x ^ x >>> 7) & 0x00aa00aa00aa00aaL;
    x ^= t ^ t << 7;
    t = (x ^ x >>> 14) & 0x0000cccc0000ccccL;
    x ^= t ^ t << 14;
    t = (x ^ x >>> 28) & 0x00000000f0f0f0f0L;
    return x ^ t ^ t << 28;
  }
}
