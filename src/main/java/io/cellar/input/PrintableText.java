package io.cellar.input;

import java.util.Locale;

/** Text from strangers, made fit for a terminal, a dialog or a log. */
public final class PrintableText {
  private PrintableText() {}

  /**
   * The text with every character that a reader does not see, or that changes how the others are
   * shown, written as an escape such as {@code \u001b}: control characters, line ends, tabs,
   * direction marks and other format characters, lone surrogates. The result is one line.
   */
  public static String of(String text) {
    if (isAscii(text) || text.codePoints().noneMatch(PrintableText::isInvisible)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  /** True for printable ASCII, which most texts are. */
  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /** The same, cut to a number of characters, an ellipsis at the cut. */
  public static String of(String text, int longest) {
    int end = Math.min(text.length(), longest);
    if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    String shown = of(text.substring(0, end));
    return end < text.length() ? shown + "\u2026" : shown;
  }

  /** The same, but line ends stay: for a text that is shown as a paragraph. */
  public static String lines(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.replace("\r\n", "\n")
        .codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                out.append('\n');
              } else {
                append(out, c);
              }
            });
    return out.toString();
  }

  /** True for characters that a reader does not see or that change how the others are shown. */
  public static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static void append(StringBuilder out, int codePoint) {
    if (isInvisible(codePoint)) {
      out.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
    } else {
      out.appendCodePoint(codePoint);
    }
  }
}
