package io.cellar.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The words of a page as they lie in a file. Immutable.
 *
 * @param file holds the deflated words, big-endian; never changed
 * @param offset where they begin in it
 * @param length bytes of them; 0 when all blocks have the same value
 * @param value of all blocks, when the length is 0
 */
record PackedPage(byte[] file, int offset, int length, int value) {
  private static final int WORDS = CoveragePage.BLOCKS / CoverageWords.PER_WORD;
  private static final int BYTES = WORDS * Long.BYTES;

  /** What deflate makes of a page at most: a little more than it was. */
  static final int LONGEST = BYTES + BYTES / 512;

  /** Blocks that all have a value. */
  static PackedPage allOf(int value) {
    return new PackedPage(new byte[0], 0, 0, value);
  }

  /** Deflates the words of a page, of which the last ones may be left out. */
  static PackedPage of(long[] words, Deflater deflater) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.asLongBuffer().put(words);
    byte[] deflated = new byte[LONGEST];
    deflater.reset();
    deflater.setInput(bytes.array());
    deflater.finish();
    int length = deflater.deflate(deflated);
    return new PackedPage(Arrays.copyOf(deflated, length), 0, length, 0);
  }

  /** The words of a whole page; empty when it is damaged. */
  Optional<long[]> words() {
    long[] words = new long[WORDS];
    if (length == 0) {
      Arrays.fill(words, CoverageWords.allOf(value));
      return Optional.of(words);
    }
    Inflater inflater = new Inflater();
    try {
      byte[] bytes = new byte[BYTES];
      inflater.setInput(file, offset, length);
      if (inflater.inflate(bytes) < BYTES) {
        return Optional.empty();
      }
      ByteBuffer.wrap(bytes).asLongBuffer().get(words);
      return Optional.of(words);
    } catch (DataFormatException _) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof PackedPage p
        && value == p.value
        && Arrays.equals(file, offset, offset + length, p.file, p.offset, p.offset + p.length);
  }

  @Override
  public int hashCode() {
    return 31 * length + value;
  }
}
