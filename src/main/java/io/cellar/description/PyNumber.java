package io.cellar.description;

import java.math.BigInteger;

/** A number in a description: whole, or a fraction that is only carried, never calculated with. */
sealed interface PyNumber {

  /**
   * A whole number.
   *
   * @param pointed Python would hold it as a float: {@code 70.0}, {@code 140/2}
   */
  record Whole(BigInteger value, boolean pointed) implements PyNumber {}

  /** A number with a fraction, or NaN or an infinity. */
  record Fraction(double value) implements PyNumber {}

  /** The number as Python holds it: a BigInteger for an int, a Double for a float. */
  default Number python() {
    return switch (this) {
      case Whole whole when !whole.pointed() -> whole.value();
      case Whole whole -> whole.value().doubleValue();
      case Fraction fraction -> fraction.value();
    };
  }

  /** The nearest double. */
  default double real() {
    return python().doubleValue();
  }

  /** What Python's str() makes of it. */
  default String text() {
    return python() instanceof Double real ? PythonText.real(real) : python().toString();
  }
}
