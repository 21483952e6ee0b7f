package io.cellar.codec;

/** Decodes a part of one array into a part of another. Used by one thread at a time. */
@FunctionalInterface
interface BlockDecoder {

  /**
   * Decodes {@code length} bytes at {@code from} to exactly {@code size} bytes at {@code to}. The
   * ranges lie within their arrays.
   *
   * @throws CodecException if they are damaged or hold another number of bytes; what lies in the
   *     range of the output is then undefined, nothing else is changed
   */
  void decode(byte[] stored, int from, int length, byte[] output, int to, int size)
      throws CodecException;
}
