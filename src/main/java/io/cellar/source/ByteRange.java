package io.cellar.source;

/** A part of an object, in bytes. Its text is fit for messages. */
public sealed interface ByteRange {

  /** How many bytes it is. */
  long length();

  /** The bytes from {@code offset} inclusive to {@code offset + length} exclusive. */
  record Of(long offset, long length) implements ByteRange {
    public Of {
      if (offset < 0 || length <= 0 || offset > Long.MAX_VALUE - length) {
        throw new IllegalArgumentException("no range: " + length + " bytes from " + offset);
      }
    }

    @Override
    public String toString() {
      return length + " bytes from " + offset;
    }
  }

  /** The last bytes. */
  record Last(long length) implements ByteRange {
    public Last {
      if (length <= 0) {
        throw new IllegalArgumentException("no range: the last " + length + " bytes");
      }
    }

    @Override
    public String toString() {
      return "the last " + length + " bytes";
    }
  }
}
