package io.cellar.source;

import io.cellar.input.PrintableText;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Undoes how a server packed a body on the way (RFC 9110, section 8.4): gzip and nothing else. */
final class ContentEncoding {
  private static final int BUFFER = 1 << 16;

  private ContentEncoding() {}

  /** The encodings in the order in which they were done, without identity. */
  static List<String> of(Headers headers) {
    if (headers.first("Content-Encoding") == null) {
      return List.of();
    }
    return headers.allValues("Content-Encoding").stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(text -> text.strip().toLowerCase(Locale.ROOT))
        .filter(text -> !text.isEmpty() && !text.equals("identity"))
        .toList();
  }

  static boolean isPlain(Headers headers) {
    return of(headers).isEmpty();
  }

  /**
   * The plain bytes.
   *
   * @param most longest plain body, in bytes
   * @param address for the message
   * @throws SourceException.Invalid if it was packed otherwise, is damaged, or is longer
   */
  static byte[] undo(byte[] body, Headers headers, long most, String address)
      throws SourceException {
    List<String> encodings = of(headers);
    if (encodings.isEmpty()) {
      return body;
    }
    if (encodings.size() > 1 || !isGzip(encodings.getFirst())) {
      throw new SourceException.Invalid(
          address
              + ": the body is encoded as "
              + PrintableText.of(String.join(", ", encodings), 80)
              + ", where gzip or plain bytes were expected",
          null);
    }
    try {
      return gunzip(body, (int) Math.min(most, Integer.MAX_VALUE - 8), address);
    } catch (EOFException e) {
      String what = address + ": the gzip body broke off";
      throw headers.contentLength() < 0
          ? SourceException.Unreachable.brokeOff(what, e)
          : new SourceException.Invalid(what, e);
    } catch (SourceException e) {
      throw e;
    } catch (IOException e) {
      throw new SourceException.Invalid(
          address + ": the body is not the gzip that its head promises", e);
    }
  }

  private static boolean isGzip(String encoding) {
    return encoding.equals("gzip") || encoding.equals("x-gzip");
  }

  private static byte[] gunzip(byte[] body, int most, String address) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body), BUFFER)) {
      byte[] plain = new byte[(int) Math.clamp(4L * body.length, Math.min(64, most), most)];
      int length = 0;
      while (true) {
        if (length == plain.length) {
          int next = in.read();
          if (next < 0) {
            return plain;
          }
          if (length == most) {
            throw new SourceException.Invalid(
                address + ": the gzip body unpacks to more than " + most + " bytes", null);
          }
          plain = Arrays.copyOf(plain, (int) Math.min(most, 2L * length + 64));
          plain[length++] = (byte) next;
        }
        int n = in.read(plain, length, plain.length - length);
        if (n < 0) {
          return Arrays.copyOf(plain, length);
        }
        length += n;
      }
    }
  }
}
