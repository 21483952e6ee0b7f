package io.cellar.codec;

/** Undoes one step of how bytes were stored. Thread-safe. */
@FunctionalInterface
public interface Codec {

  /**
   * Decodes.
   *
   * @param stored left as it is; may be given back where nothing has to be done
   * @param bytes how many bytes the result has. A codec that can grow its input gives exactly so
   *     many; one that cannot takes the size from its input
   * @throws CodecException if the input is damaged or holds another number of bytes
   */
  byte[] decode(byte[] stored, int bytes) throws CodecException;
}
