package io.cellar.source.n5;

import io.cellar.codec.CodecException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What stands before the bytes of a block, big-endian: mode, rank, sizes and, in blocks of variable
 * length, how many elements there are (N5 specification, "File-system specification", 8).
 *
 * @param sizes voxels along each axis, x first; those of this block, not of all
 * @param bytes of the header itself
 */
record BlockHeader(long[] sizes, int bytes) {
  private static final int WHOLE = 0;
  private static final int VARIABLE_LENGTH = 1;
  private static final long UNSIGNED = 0xffffffffL;

  /** Reads it, and refuses what cannot be a block of the layout. */
  static BlockHeader of(byte[] stored, N5Layout layout) throws CodecException {
    int rank = layout.dimensions().length;
    ByteBuffer in = ByteBuffer.wrap(stored);
    check(in.remaining() >= 4, "a block of %d bytes ends within its header", stored.length);
    int mode = in.getShort() & 0xffff;
    int ownRank = in.getShort() & 0xffff;
    check(
        mode == WHOLE || mode == VARIABLE_LENGTH,
        "a block is of mode %d, expected %d or %d",
        mode,
        WHOLE,
        VARIABLE_LENGTH);
    check(ownRank == rank, "a block has %d axes, expected %d", ownRank, rank);
    int numbers = rank + mode;
    check(
        in.remaining() >= Integer.BYTES * numbers,
        "a block of %d bytes ends within its header",
        stored.length);
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      sizes[i] = in.getInt() & UNSIGNED;
    }
    for (int i = 0; i < rank; i++) {
      check(
          sizes[i] >= 1 && sizes[i] <= layout.blockSize()[i],
          "a block has the sizes %s, expected 1 to %s",
          Arrays.toString(sizes),
          Arrays.toString(layout.blockSize()));
    }
    BlockHeader header = new BlockHeader(sizes, 4 + Integer.BYTES * numbers);
    if (mode == VARIABLE_LENGTH) {
      long elements = in.getInt() & UNSIGNED;
      check(
          elements == header.voxels(),
          "a block has %d elements, expected one for each of %d voxels",
          elements,
          header.voxels());
    }
    return header;
  }

  /** How many voxels the block holds. */
  int voxels() {
    return Math.toIntExact(Arrays.stream(sizes).reduce(1, Math::multiplyExact));
  }

  private static void check(boolean holds, String otherwise, Object... values)
      throws CodecException {
    if (!holds) {
      throw new CodecException(otherwise.formatted(values));
    }
  }
}
