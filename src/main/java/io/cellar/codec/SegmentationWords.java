package io.cellar.codec;

/**
 * The little-endian 32-bit words of a segmentation chunk.
 *
 * @param stored not changed
 */
record SegmentationWords(byte[] stored) {

  /** The word at a place, not negative. */
  long unsigned(long word) throws CodecException {
    check(word, 1);
    return LittleEndian.int32(stored, (int) word * Integer.BYTES) & 0xffffffffL;
  }

  /** The value {@code index} of those of {@code bits} (1, 2, 4 … 32) that begin at a word. */
  long bits(long values, long index, int bits) throws CodecException {
    long at = index * bits;
    return unsigned(values + (at >>> 5)) >>> (at & 31) & (1L << bits) - 1;
  }

  /** Copies {@code words} words. */
  void copy(long word, int words, byte[] output, int to) throws CodecException {
    check(word, words);
    for (int i = 0; i < words; i++) {
      LittleEndian.INT.set(
          output,
          to + i * Integer.BYTES,
          LittleEndian.int32(stored, (int) (word + i) * Integer.BYTES));
    }
  }

  private void check(long word, int words) throws CodecException {
    if (word < 0 || word > stored.length / Integer.BYTES - words) {
      throw new CodecException("a segmentation chunk refers to bytes behind its end");
    }
  }
}
