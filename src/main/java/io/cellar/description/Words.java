package io.cellar.description;

/** Text from strangers, made fit for a message. */
final class Words {
  private static final int LONGEST = 60;

  private Words() {}

  /** The text in quotes on one line, shortened, with control and direction characters escaped. */
  static String quote(String text) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST - 1) : text;
    StringBuilder out = new StringBuilder("\"");
    shown
        .codePoints()
        .forEach(
            c -> {
              if (isInvisible(c)) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append(shown.length() < text.length() ? "…\"" : "\"").toString();
  }

  /** True for characters that a reader does not see or that change how the others are shown. */
  static boolean isInvisible(int codePoint) {
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
}
