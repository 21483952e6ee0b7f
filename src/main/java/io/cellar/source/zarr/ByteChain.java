package io.cellar.source.zarr;

import io.cellar.codec.Codec;
import io.cellar.codec.CodecException;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that made the stored bytes of a chunk of its elements' bytes, undone in reverse. At
 * most one of them may change the number of bytes in a way that is not known beforehand.
 */
final class ByteChain {
  private final List<Codec> codecs = new ArrayList<>();

  /** Bytes that each step was given, as far as they follow from those of the first. */
  private final List<Integer> given = new ArrayList<>();

  private final int bytes;
  private int now;
  private boolean isOpen = true;

  /**
   * @param bytes of a whole chunk before the first step
   */
  ByteChain(int bytes) {
    this.bytes = bytes;
    this.now = bytes;
  }

  /** Adds a step that adds a known number of bytes. */
  void addFixed(Codec codec, int added) {
    codecs.add(codec);
    given.add(now);
    now += added;
  }

  /**
   * Adds one that does not tell how many bytes it makes.
   *
   * @return false if there is one already, so that its decoded size is not known
   */
  boolean addCompressor(Codec codec) {
    if (!isOpen) {
      return false;
    }
    codecs.add(codec);
    given.add(now);
    isOpen = false;
    return true;
  }

  /**
   * The bytes of a whole chunk.
   *
   * @throws CodecException if they are not exactly so many, or damaged
   */
  byte[] decode(byte[] stored) throws CodecException {
    byte[] now = stored;
    for (int i = codecs.size() - 1; i >= 0; i--) {
      now = codecs.get(i).decode(now, given.get(i));
    }
    if (now.length != bytes) {
      throw new CodecException("a chunk has %d bytes, expected %d".formatted(now.length, bytes));
    }
    return now;
  }
}
