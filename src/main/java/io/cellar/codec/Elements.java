package io.cellar.codec;

import java.util.Arrays;

/** What is asked of bytes that stand for elements. */
final class Elements {
  private Elements() {}

  /** Refuses bytes that are not exactly those that are expected. */
  static void checkSize(byte[] stored, long expected) throws CodecException {
    if (stored.length != expected) {
      throw new CodecException(
          "a chunk has %d bytes, expected %d".formatted(stored.length, expected));
    }
  }

  /** Also refuses bytes that are no whole elements. */
  static void checkWhole(byte[] stored, int expected, int elementBytes) throws CodecException {
    checkSize(stored, expected);
    if (expected % elementBytes != 0) {
      throw new CodecException(
          "a chunk has %d bytes, which are no whole elements of %d"
              .formatted(expected, elementBytes));
    }
  }

  /** A mistake of the caller, not of a file. */
  static void checkWidth(int elementBytes) {
    if (elementBytes < 1 || elementBytes > 8 || Integer.bitCount(elementBytes) != 1) {
      throw new IllegalArgumentException("elements of " + elementBytes + " bytes");
    }
  }

  /** Bytes of an array, which must be a number that an array can have. */
  static int bytes(int elementBytes, int... shape) {
    long bytes = Arrays.stream(shape).anyMatch(length -> length == 0) ? 0 : elementBytes;
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException("shape " + Arrays.toString(shape));
      }
      bytes *= length;
      if (bytes > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("more than 2 GiB: " + Arrays.toString(shape));
      }
    }
    return (int) bytes;
  }
}
