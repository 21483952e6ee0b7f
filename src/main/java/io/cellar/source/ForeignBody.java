package io.cellar.source;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in words what came instead of a block. */
final class ForeignBody {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final int LOOK = 4096;
  private static final Pattern TITLE =
      Pattern.compile("<(title|h1)[^>]*>(.*?)</\\1", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ForeignBody() {}

  /**
   * True when the bytes have an HDF5 signature where the format allows it: at 0, 512, 1024, 2048 …
   * (HDF5 File Format Specification, section II.A).
   */
  static boolean isHdf5(byte[] body) {
    for (long at = 0; at + SIGNATURE.length <= body.length; at = at == 0 ? 512 : 2 * at) {
      int from = (int) at;
      if (java.util.Arrays.equals(
          body, from, from + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
        return true;
      }
    }
    return false;
  }

  /** Such as {@code an HTML page (text/html, 512 bytes): Please log in}. */
  static String describe(Optional<String> contentType, byte[] body) {
    String text = new String(body, 0, Math.min(body.length, LOOK), StandardCharsets.UTF_8).strip();
    String type = contentType.map(t -> clean(t.split(";", 2)[0], 60)).orElse("no content type");
    String size = " (" + type + ", " + body.length + " bytes)";
    if (body.length == 0) {
      return "nothing" + size;
    }
    String start = text.substring(0, Math.min(200, text.length())).toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.contains("<html") || start.contains("<head")) {
      return "an HTML page" + size + title(text);
    }
    if (start.startsWith("<?xml") || start.startsWith("<")) {
      return "an XML text" + size + quote(text);
    }
    if (start.startsWith("{") || start.startsWith("[")) {
      return "a JSON text" + size + quote(text);
    }
    return isText(text) ? "a text" + size + quote(text) : "other bytes" + size + hex(body);
  }

  private static String title(String text) {
    Matcher m = TITLE.matcher(text);
    return m.find() ? ": " + clean(m.group(2).replaceAll("<[^>]*>", " "), 80) : "";
  }

  private static String quote(String text) {
    return ": " + clean(text, 80);
  }

  private static boolean isText(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c >= 0x20 && c != 0xfffd || Character.isWhitespace(c));
  }

  private static String hex(byte[] body) {
    StringBuilder out = new StringBuilder(": starts with");
    for (int i = 0; i < Math.min(8, body.length); i++) {
      out.append(String.format(Locale.ROOT, " %02x", body[i] & 0xff));
    }
    return out.toString();
  }

  private static String clean(String text, int most) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= most ? line : line.substring(0, most) + "\u2026";
  }
}
