package io.cellar.codec;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflate in a zlib stream (RFC 1950), which HDF5 calls gzip. */
public final class Inflation implements Codec {

  @Override
  public byte[] decode(byte[] stored, int size) throws CodecException {
    byte[] output = new byte[size];
    inflate(stored, 0, stored.length, output, 0, size);
    return output;
  }

  /** A {@link BlockDecoder}. */
  static void inflate(byte[] stored, int from, int bytes, byte[] output, int to, int size)
      throws CodecException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(stored, from, bytes);
      int length = 0;
      while (length < size) {
        int n = inflater.inflate(output, to + length, size - length);
        if (n == 0) {
          break;
        }
        length += n;
      }
      if (length < size) {
        throw corrupt("ends after " + length + " of " + size + " bytes");
      }
      // The stream must end here: its last four bytes are a checksum, which this verifies.
      if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
        throw corrupt("inflates to more than " + size + " bytes");
      }
      if (!inflater.finished()) {
        throw corrupt("has no end");
      }
    } catch (DataFormatException e) {
      throw new CodecException("a compressed chunk is damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  private static CodecException corrupt(String what) {
    return new CodecException("a compressed chunk " + what);
  }
}
