package io.cellar.job.style;

import io.cellar.input.PrintableText;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A style that cannot be: why, where, what was expected and what to do, in one line. Of several
 * things that are wrong with it, the first.
 */
public final class StyleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 80;

  private final String reason;
  private final String field;
  private final String value;
  private final String expected;
  private final String remedy;

  /**
   * Something is wrong with a field.
   *
   * @param field its name; empty text for the style as a whole
   * @param value as it was given, fit to be shown; empty text if there is none to show
   */
  StyleException(String reason, String field, String value, String expected, String remedy) {
    this("", reason, field, value, expected, remedy);
  }

  private StyleException(
      String file, String reason, String field, String value, String expected, String remedy) {
    super(line(file, reason, field, value, expected, remedy));
    this.reason = reason;
    this.field = field;
    this.value = value;
    this.expected = expected;
    this.remedy = remedy;
  }

  private static String line(
      String file, String reason, String field, String value, String expected, String remedy) {
    return reason
        + (file.isEmpty() ? "" : ": " + file)
        + (field.isEmpty() ? "" : ": " + field + (value.isEmpty() ? "" : "=" + value))
        + ": expected "
        + expected
        + "; "
        + remedy;
  }

  /** The same, with the file that the style was read from. */
  StyleException in(Path file) {
    return new StyleException(
        PrintableText.of(file.toString()), reason, field, value, expected, remedy);
  }

  /** The field that is wrong; empty if it is the style as a whole. */
  public Optional<String> field() {
    return Optional.of(field).filter(name -> !name.isEmpty());
  }

  /** Something strange, on one line and not too long. */
  static String shown(Object value) {
    return value instanceof String text
        ? '"' + PrintableText.of(text, LONGEST) + '"'
        : PrintableText.of(String.valueOf(value), LONGEST);
  }

  /** The beginning of a word, enough to tell what may have been meant. */
  static String cut(String word) {
    return word.substring(0, Math.min(LONGEST, word.length()));
  }
}
