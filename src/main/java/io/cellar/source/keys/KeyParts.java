package io.cellar.source.keys;

import io.cellar.input.PrintableText;
import io.cellar.source.SourceException;
import java.util.ArrayList;
import java.util.List;

/** Keys taken apart. They come from files of strangers: what is no plain name is refused. */
final class KeyParts {
  private static final int LONGEST = 4096;
  private static final int SHOWN = 200;

  private KeyParts() {}

  /**
   * The names that a key is made of; none for the root.
   *
   * @throws SourceException.Refused if one is empty, {@code .}, {@code ..} or has a NUL in it
   */
  static List<String> of(String key) throws SourceException {
    if (key.isEmpty()) {
      return List.of();
    }
    if (key.length() > LONGEST) {
      throw new SourceException.Refused(
          "a key of " + key.length() + " characters is refused, the most is " + LONGEST, null);
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from <= key.length()) {
      int slash = key.indexOf('/', from);
      int end = slash < 0 ? key.length() : slash;
      String part = key.substring(from, end);
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
        throw refused(key);
      }
      parts.add(part);
      from = end + 1;
    }
    return parts;
  }

  /** A key below another one; a slash at the end of either, as folders are listed, is dropped. */
  static String join(String folder, String key) {
    String above = withoutSlash(folder);
    return above.isEmpty() ? key : key.isEmpty() ? above : above + "/" + key;
  }

  /** Without one slash at the end. */
  static String withoutSlash(String key) {
    return key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
  }

  static SourceException refused(String key) {
    return new SourceException.Refused(
        "a key that is not a plain path below its folder is refused: \""
            + PrintableText.of(key, SHOWN)
            + "\"",
        null);
  }
}
