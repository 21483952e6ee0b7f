package io.cellar.codec;

/** What stands before the deflate stream of a gzip member (RFC 1952, 2.3). */
final class GzipHeader {
  private static final int BYTES = 10;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private GzipHeader() {}

  static boolean isMagic(byte[] stored, int at) {
    return stored[at] == 0x1f && stored[at + 1] == (byte) 0x8b;
  }

  /** Where the stream of the member that begins at {@code start} begins. */
  static int skip(byte[] stored, int start) throws CodecException {
    if (stored.length - start < BYTES) {
      throw new CodecException("a gzip chunk ends within a header");
    }
    if (!isMagic(stored, start)) {
      throw new CodecException(
          start == 0 ? "a chunk is not gzip" : "a gzip chunk has other bytes behind its end");
    }
    int flags = stored[start + 3];
    if (stored[start + 2] != 8 || (flags & RESERVED) != 0) {
      throw new CodecException("a gzip chunk is of an unknown kind");
    }
    long at = (long) start + BYTES;
    if ((flags & EXTRA) != 0) {
      at += 2;
      require(at <= stored.length);
      at += stored[(int) at - 2] & 0xff | (stored[(int) at - 1] & 0xff) << 8;
    }
    if ((flags & NAME) != 0) {
      at = text(stored, at);
    }
    if ((flags & COMMENT) != 0) {
      at = text(stored, at);
    }
    if ((flags & HEADER_CRC) != 0) {
      at += 2;
    }
    require(at <= stored.length);
    return (int) at;
  }

  /** The place behind a text that ends with a zero. */
  private static long text(byte[] stored, long from) throws CodecException {
    long at = from;
    while (at < stored.length && stored[(int) at] != 0) {
      at++;
    }
    require(at < stored.length);
    return at + 1;
  }

  private static void require(boolean fits) throws CodecException {
    if (!fits) {
      throw new CodecException("a gzip chunk ends within a header");
    }
  }
}
