package io.cellar.description;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the decimal numbers of JSON and Python, within bounds. */
final class Numerals {
  /** No number has more digits than this, neither as written nor on the way to a result. */
  static final int MOST_DIGITS = 200;

  private static final int LONGEST_EXPONENT = 4;
  private static final Pattern DECIMAL =
      Pattern.compile("-?(?:[0-9]+(\\.[0-9]*)?|(\\.[0-9]+))(?:[eE]([-+]?[0-9]+))?");

  private Numerals() {}

  /**
   * The number of a literal such as {@code 70}, {@code 7e1}, {@code .5}, {@code NaN}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static PyNumber parse(String literal) {
    return switch (literal) {
      case "NaN" -> new PyNumber.Fraction(Double.NaN);
      case "Infinity" -> new PyNumber.Fraction(Double.POSITIVE_INFINITY);
      case "-Infinity" -> new PyNumber.Fraction(Double.NEGATIVE_INFINITY);
      default -> finite(literal);
    };
  }

  private static PyNumber finite(String literal) {
    Matcher m = DECIMAL.matcher(literal);
    if (!m.matches()) {
      throw new IllegalArgumentException(Quoting.quote(literal) + " is not a number");
    }
    boolean exponent = m.group(3) != null;
    if (literal.length() > MOST_DIGITS || (exponent && m.group(3).length() > LONGEST_EXPONENT)) {
      throw tooLong();
    }
    BigDecimal value = new BigDecimal(literal).stripTrailingZeros();
    if (value.precision() - (long) value.scale() > MOST_DIGITS) {
      throw tooLong();
    }
    boolean pointed = m.group(1) != null || m.group(2) != null || exponent;
    return value.scale() <= 0
        ? new PyNumber.Whole(value.toBigInteger(), pointed)
        : new PyNumber.Fraction(value.doubleValue());
  }

  /** What to say of a number that is out of all bounds. */
  static IllegalArgumentException tooLong() {
    return new IllegalArgumentException("a number has more than " + MOST_DIGITS + " digits");
  }
}
