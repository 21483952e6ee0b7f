package io.cellar.codec;

/**
 * {@link Gzip} or zlib ({@link Inflation}), told apart by the first two bytes. Datasets of N5 say
 * which of them they hold, but not all of their writers keep to it.
 */
public final class GzipOrZlib implements Codec {
  private final Codec gzip = new Gzip();
  private final Codec zlib = new Inflation();

  @Override
  public byte[] decode(byte[] stored, int size) throws CodecException {
    return (Gzip.isGzip(stored) ? gzip : zlib).decode(stored, size);
  }
}
