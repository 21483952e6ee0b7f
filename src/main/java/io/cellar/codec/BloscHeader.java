package io.cellar.codec;

/**
 * The 16 bytes before a Blosc chunk: version, codec version, flags, element size, and three
 * little-endian numbers.
 *
 * @param flags see the constants; the upper three bits name the codec
 * @param elementBytes 1 … 255, what shuffling went by; need not be the array's
 * @param bytes of the decoded chunk
 * @param blockBytes of a decoded block, at least 1; the last block holds what is left
 * @param storedBytes of the chunk, from the header's first byte; within the input
 */
record BloscHeader(int flags, int elementBytes, int bytes, int blockBytes, int storedBytes) {
  static final int BYTES = 16;
  static final int BYTE_SHUFFLE = 1;
  static final int STORED = 2;
  static final int BIT_SHUFFLE = 4;
  static final int NOT_SPLIT = 16;
  private static final int RESERVED = 8;

  /** A block of more elements' bytes or of fewer elements than these is never split. */
  private static final int MOST_SPLITS = 16;

  private static final int LEAST_SPLIT = 128;
  private static final int VERSION = 2;

  /** Reads and checks it. What lies behind the chunk in {@code stored} is nobody's. */
  static BloscHeader of(byte[] stored, int expected) throws CodecException {
    check(stored.length >= BYTES, "is too short for its header");
    if (stored[0] != VERSION) {
      throw new CodecException(
          "a blosc chunk is of version " + stored[0] + ", expected " + VERSION);
    }
    int bytes = LittleEndian.int32(stored, 4);
    int blockBytes = LittleEndian.int32(stored, 8);
    int storedBytes = LittleEndian.int32(stored, 12);
    BloscHeader header =
        new BloscHeader(stored[2] & 0xff, stored[3] & 0xff, bytes, blockBytes, storedBytes);
    if (bytes != expected) {
      throw new CodecException("a blosc chunk holds " + bytes + " bytes, expected " + expected);
    }
    if (storedBytes < BYTES || storedBytes > stored.length) {
      throw new CodecException(
          "a blosc chunk of " + stored.length + " bytes should have " + storedBytes);
    }
    check(!header.is(RESERVED), "is of an unknown kind");
    check(!(header.is(BYTE_SHUFFLE) && header.is(BIT_SHUFFLE)), "is shuffled in two ways");
    check(bytes == 0 || blockBytes > 0 && header.elementBytes > 0, "has a damaged header");
    return header;
  }

  boolean is(int flag) {
    return (flags & flag) != 0;
  }

  int codec() {
    return flags >>> 5;
  }

  int blocks() {
    return (int) (((long) bytes + blockBytes - 1) / blockBytes);
  }

  /** Parts of a block that were compressed one by one. */
  int splits(int size) {
    boolean split =
        !is(NOT_SPLIT)
            && size == blockBytes
            && elementBytes <= MOST_SPLITS
            && size / elementBytes >= LEAST_SPLIT;
    return split ? elementBytes : 1;
  }

  static void check(boolean holds, String otherwise) throws CodecException {
    if (!holds) {
      throw new CodecException("a blosc chunk " + otherwise);
    }
  }
}
