package io.cellar.description;

import java.math.BigInteger;

/** Python's arithmetic on whole numbers, each result bounded in digits before it is computed. */
final class Arithmetic {
  private static final BigInteger LIMIT = BigInteger.TEN.pow(Numerals.MOST_DIGITS);

  private Arithmetic() {}

  /**
   * One operation.
   *
   * @throws ArithmeticException saying why there is no whole result
   */
  static PyNumber apply(PyNumber left, String operator, PyNumber right) {
    if (!(left instanceof PyNumber.Whole(BigInteger a, boolean aPointed))
        || !(right instanceof PyNumber.Whole(BigInteger b, boolean bPointed))) {
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
    return new PyNumber.Whole(bounded(result), aPointed || bPointed || operator.equals("/"));
  }

  /** The number with the other sign. */
  static PyNumber negate(PyNumber num) {
    return switch (num) {
      case PyNumber.Whole(BigInteger value, boolean pointed) ->
          new PyNumber.Whole(value.negate(), pointed);
      case PyNumber.Fraction(double value) -> new PyNumber.Fraction(-value);
    };
  }

  /** The number itself, if it is within bounds. */
  static BigInteger bounded(BigInteger value) {
    if (value.abs().compareTo(LIMIT) >= 0) {
      throw tooLong();
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
      throw tooLong();
    }
    return base.pow(exponent.intValue());
  }

  private static ArithmeticException tooLong() {
    return new ArithmeticException(
        "a number on the way has more than " + Numerals.MOST_DIGITS + " digits");
  }
}
