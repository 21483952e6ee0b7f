package io.cellar.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Decoders that others wrote as streams, bound to the size that is expected. */
final class Streams {

  /** Puts a decoder before a stream. */
  @FunctionalInterface
  interface Opener {
    InputStream open(InputStream stored) throws IOException;
  }

  private Streams() {}

  /**
   * Reads exactly {@code size} bytes.
   *
   * @param name begins the message of a failure, such as "a bzip2 chunk"
   */
  static byte[] read(String name, byte[] stored, int size, Opener opener) throws CodecException {
    byte[] output = new byte[size];
    try (InputStream in = opener.open(new ByteArrayInputStream(stored))) {
      int n = in.readNBytes(output, 0, size);
      if (n < size) {
        throw new CodecException("%s ends after %d of %d bytes".formatted(name, n, size));
      }
      if (in.read() >= 0) {
        throw new CodecException("%s holds more than %d bytes".formatted(name, size));
      }
      return output;
    } catch (CodecException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // A decoder's own mistake with damaged bytes is damage too, not ours.
      throw new CodecException(
          name + " is damaged" + (e.getMessage() == null ? "" : ": " + e.getMessage()), e);
    }
  }
}
