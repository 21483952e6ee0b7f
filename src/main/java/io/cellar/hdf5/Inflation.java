package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The gzip (deflate) filter: a zlib stream whose inflated size is known. */
final class Inflation {

  private Inflation() {}

  /**
   * Inflates a zlib stream to exactly {@code size} bytes.
   *
   * @throws Hdf5Exception if it holds more or less, or its checksum does not agree
   */
  static byte[] inflate(byte[] compressed, int size) throws Hdf5Exception {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      byte[] output = new byte[size];
      int length = 0;
      while (length < size) {
        int n = inflater.inflate(output, length, size - length);
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
      return output;
    } catch (DataFormatException e) {
      throw new Hdf5Exception(
          Problem.CORRUPT, "a compressed chunk is damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  private static Hdf5Exception corrupt(String what) {
    return new Hdf5Exception(Problem.CORRUPT, "a compressed chunk " + what);
  }
}
