package io.cellar.ui.words;

import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.OptionalDouble;

/** Reads numbers that were typed: in the locale's form, or plain as in a program. */
public final class Numbers {

  private Numbers() {}

  /** The number a text is; empty when it is none, or not finite. */
  public static OptionalDouble parse(String text) {
    String stripped = text.strip();
    try {
      double plain = Double.parseDouble(stripped);
      boolean letters = stripped.chars().anyMatch(c -> "dDfFxXpP".indexOf(c) >= 0);
      return Double.isFinite(plain) && !letters ? OptionalDouble.of(plain) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return localized(stripped);
    }
  }

  private static OptionalDouble localized(String text) {
    ParsePosition at = new ParsePosition(0);
    Number number =
        NumberFormat.getNumberInstance(Locale.getDefault(Locale.Category.FORMAT)).parse(text, at);
    boolean all = number != null && at.getIndex() == text.length() && !text.isEmpty();
    return all && Double.isFinite(number.doubleValue())
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }
}
