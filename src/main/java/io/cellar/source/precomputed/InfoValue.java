package io.cellar.source.precomputed;

import io.cellar.input.JsonValue;
import io.cellar.input.PrintableText;
import io.cellar.source.chunked.FormatException;
import java.util.Locale;

/**
 * A value of an {@code info} file that knows where it stands.
 *
 * @param file the file's address, for messages
 * @param path from the file's root, such as {@code scales[0].size}; empty for the root
 * @param node missing or null where there is no value
 */
record InfoValue(String file, String path, JsonValue node) {
  /** Integers up to here are the same in all JSON parsers. */
  static final long MOST_INTEGER = 1L << 53;

  private static final int LONGEST_QUOTE = 60;

  InfoValue get(String member) {
    return new InfoValue(file, path.isEmpty() ? member : path + "." + member, node.get(member));
  }

  InfoValue get(int i) {
    return new InfoValue(file, path + "[" + i + "]", node.get(i));
  }

  boolean isAbsent() {
    return node.isMissing() || node.isNull();
  }

  boolean isText() {
    return node.isText();
  }

  /** A text in lower case, by which names are compared. */
  String word() throws FormatException {
    return text().toLowerCase(Locale.ROOT);
  }

  String text() throws FormatException {
    if (!node.isText()) {
      throw unexpected("a text");
    }
    return node.text();
  }

  boolean truth() throws FormatException {
    if (!node.isBoolean()) {
      throw unexpected("true or false");
    }
    return node.truth();
  }

  /** An integer from {@code least} to {@code most}, both inclusive and within 2^53. */
  long integer(long least, long most) throws FormatException {
    double value = node.real();
    if (value != Math.rint(value) || !(value >= least && value <= most)) {
      throw unexpected("an integer from " + least + " to " + most);
    }
    return (long) value;
  }

  /** A list, not empty. */
  int length() throws FormatException {
    if (!node.isList() || node.isEmpty()) {
      throw unexpected("a list that is not empty");
    }
    return node.size();
  }

  /** Three integers, for x, y and z. */
  long[] integers(long least, long most) throws FormatException {
    requireThree();
    return new long[] {
      get(0).integer(least, most), get(1).integer(least, most), get(2).integer(least, most)
    };
  }

  /** Three numbers above 0, for x, y and z. */
  double[] positive() throws FormatException {
    requireThree();
    double[] values = new double[3];
    for (int d = 0; d < 3; d++) {
      values[d] = node.get(d).real();
      if (!(values[d] > 0) || !Double.isFinite(values[d])) {
        throw get(d).unexpected("a number above 0");
      }
    }
    return values;
  }

  private void requireThree() throws FormatException {
    if (!node.isList() || node.size() != 3) {
      throw unexpected("a list of three, for x, y and z");
    }
  }

  private FormatException unexpected(String expected) {
    return isAbsent()
        ? problem("a value is missing, expected " + expected)
        : problem(quoted() + " instead of " + expected);
  }

  /** The value as it may be shown. */
  String quoted() {
    return PrintableText.of(node.toString(), LONGEST_QUOTE);
  }

  /** What is wrong with the value. */
  FormatException problem(String reason) {
    return problem(reason, null);
  }

  FormatException problem(String reason, Throwable cause) {
    return new FormatException(
        reason + " (" + file + (path.isEmpty() ? "" : ", " + path) + ")", cause);
  }
}
