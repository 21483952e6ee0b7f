package io.cellar.description;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in a description, and Python's arithmetic on whole ones: whole, or a fraction that is
 * only carried, never calculated with. Bounded in digits, before anything is computed.
 */
sealed interface PyNumber {
  /** No number has more digits than this, neither as written nor on the way to a result. */
  int MOST_DIGITS = 200;

  /** What no number reaches. */
  BigInteger LIMIT = BigInteger.TEN.pow(MOST_DIGITS);

  int LONGEST_EXPONENT = 4;
  Pattern DECIMAL = Pattern.compile("-?(?:[0-9]+(\\.[0-9]*)?|(\\.[0-9]+))(?:[eE]([-+]?[0-9]+))?");

  /**
   * A whole number.
   *
   * @param pointed Python would hold it as a float: {@code 70.0}, {@code 140/2}
   */
  record Whole(BigInteger value, boolean pointed) implements PyNumber {
    @Override
    public Number python() {
      return pointed ? (Number) value.doubleValue() : value;
    }
  }

  /** A number with a fraction, or NaN or an infinity. */
  record Fraction(double value) implements PyNumber {
    @Override
    public Number python() {
      return value;
    }
  }

  /** The number as Python holds it: a BigInteger for an int, a Double for a float. */
  Number python();

  /** The nearest double. */
  default double real() {
    return python().doubleValue();
  }

  /** What Python's str() makes of it. */
  default String text() {
    return python() instanceof Double real ? PythonText.real(real) : python().toString();
  }

  /**
   * The number of a literal such as {@code 70}, {@code 7e1}, {@code .5}, {@code NaN}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static PyNumber parse(String literal) {
    return switch (literal) {
      case "NaN" -> new Fraction(Double.NaN);
      case "Infinity" -> new Fraction(Double.POSITIVE_INFINITY);
      case "-Infinity" -> new Fraction(Double.NEGATIVE_INFINITY);
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
        ? new Whole(value.toBigInteger(), pointed)
        : new Fraction(value.doubleValue());
  }

  /** What to say of a number that is out of all bounds. */
  static IllegalArgumentException tooLong() {
    return new IllegalArgumentException("a number has more than " + MOST_DIGITS + " digits");
  }

  /**
   * One operation.
   *
   * @throws ArithmeticException saying why there is no whole result
   */
  static PyNumber apply(PyNumber left, String operator, PyNumber right) {
    if (!(left instanceof Whole(BigInteger a, boolean aPointed))
        || !(right instanceof Whole(BigInteger b, boolean bPointed))) {
      throw new ArithmeticException(
          "a fraction may stand alone, but \"" + operator + "\" works on whole numbers only");
    }
    BigInteger result =
        switch (operator) {
          case "+" -> a.add(b);
          case "-" -> a.subtract(b);
          case "*" -> a.multiply(b);
          case "//" -> floorDivide(a, b)[0];
          case "%" -> floorDivide(a, b)[1];
          case "/" -> exact(a, b);
          case "**" -> power(a, b);
          default -> throw new IllegalArgumentException("unknown operator " + operator);
        };
    return new Whole(bounded(result), aPointed || bPointed || operator.equals("/"));
  }

  /** The number with the other sign. */
  static PyNumber negate(PyNumber num) {
    return switch (num) {
      case Whole(BigInteger value, boolean pointed) -> new Whole(value.negate(), pointed);
      case Fraction(double value) -> new Fraction(-value);
    };
  }

  /** The number itself, if it is within bounds. */
  static BigInteger bounded(BigInteger value) {
    if (value.abs().compareTo(LIMIT) >= 0) {
      throw tooLongOnTheWay();
    }
    return value;
  }

  /** Quotient and remainder, rounded towards minus infinity. */
  private static BigInteger[] floorDivide(BigInteger a, BigInteger b) {
    requireDivisor(b);
    BigInteger[] result = a.divideAndRemainder(b);
    if (result[1].signum() != 0 && result[1].signum() != b.signum()) {
      result[0] = result[0].subtract(BigInteger.ONE);
      result[1] = result[1].add(b);
    }
    return result;
  }

  private static BigInteger exact(BigInteger a, BigInteger b) {
    requireDivisor(b);
    BigInteger[] result = a.divideAndRemainder(b);
    if (result[1].signum() != 0) {
      throw new ArithmeticException(
          Quoting.quote(a + "/" + b) + " is not a whole number (// rounds down)");
    }
    return result[0];
  }

  private static void requireDivisor(BigInteger b) {
    if (b.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
  }

  private static BigInteger power(BigInteger base, BigInteger exponent) {
    boolean unit = base.abs().compareTo(BigInteger.ONE) <= 0;
    if (exponent.signum() < 0) {
      throw new ArithmeticException("a negative power is not a whole number");
    }
    if (unit) {
      boolean keep = exponent.testBit(0) || base.signum() >= 0 && exponent.signum() > 0;
      return keep ? base : BigInteger.ONE;
    }
    if (exponent.bitLength() > 10
        || (long) (base.abs().bitLength() - 1) * exponent.intValue() > LIMIT.bitLength()) {
      throw tooLongOnTheWay();
    }
    return base.pow(exponent.intValue());
  }

  private static ArithmeticException tooLongOnTheWay() {
    return new ArithmeticException("a number on the way has more than " + MOST_DIGITS + " digits");
  }
}
