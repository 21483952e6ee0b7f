package io.cellar.description;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an {@link Expression}, with their positions. Only ASCII digits are digits. */
final class ExpressionTokens {
  /**
   * One word.
   *
   * @param num the number that it is, or null
   */
  private record Token(String text, int position, PyNumber num) {}

  private static final Pattern BLANK = Pattern.compile("(?:[ \\t\\r\\n\\f]|#[^\\n]*)+");
  private static final Pattern SIGN = Pattern.compile("\\*\\*|//|[-+*/%,()\\[\\]]");
  private static final Pattern WORD =
      Pattern.compile("[0-9.][0-9A-Za-z_.]*(?:(?<=[eE])[-+][0-9]+)?");
  private static final Pattern HEX = Pattern.compile("0[xX]([0-9a-fA-F]+)");
  private static final Pattern LEADING_ZERO = Pattern.compile("0[0-9]*[1-9][0-9]*");

  private final int length;
  private final List<Token> tokens;
  private int next;

  ExpressionTokens(String text) throws Expression.Invalid {
    this.length = text.length();
    this.tokens = scan(text);
  }

  private static List<Token> scan(String text) throws Expression.Invalid {
    List<Token> tokens = new ArrayList<>();
    Matcher blank = BLANK.matcher(text);
    Matcher sign = SIGN.matcher(text);
    Matcher word = WORD.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (blank.region(at, text.length()).lookingAt()) {
        at = blank.end();
      } else if (sign.region(at, text.length()).lookingAt()) {
        tokens.add(new Token(sign.group(), at, null));
        at = sign.end();
      } else if (word.region(at, text.length()).lookingAt()) {
        tokens.add(new Token(word.group(), at, number(word.group(), at)));
        at = word.end();
      } else {
        throw new Expression.Invalid(at, unknown(text.substring(at)));
      }
    }
    return tokens;
  }

  private static String unknown(String rest) {
    Matcher name = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.]*").matcher(rest);
    if (name.lookingAt()) {
      return Quoting.quote(name.group())
          + " is a name: only numbers, + - * / // % **, brackets and commas are evaluated";
    }
    return Quoting.quote(rest.substring(0, rest.offsetByCodePoints(0, 1))) + " is not understood";
  }

  private static PyNumber number(String word, int at) throws Expression.Invalid {
    try {
      Matcher hex = HEX.matcher(word);
      if (hex.matches()) {
        if (word.length() > Numerals.MOST_DIGITS) {
          throw Numerals.tooLong();
        }
        return new PyNumber.Whole(Arithmetic.bounded(new BigInteger(hex.group(1), 16)), false);
      }
      if (LEADING_ZERO.matcher(word).matches()) {
        throw new IllegalArgumentException(
            Quoting.quote(word) + " begins with 0, which Python does not take for a number");
      }
      return Numerals.parse(word);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new Expression.Invalid(at, e.getMessage());
    }
  }

  boolean atEnd() {
    return next == tokens.size();
  }

  boolean is(String text) {
    return !atEnd() && tokens.get(next).text().equals(text);
  }

  boolean take(String text) {
    boolean taken = is(text);
    next += taken ? 1 : 0;
    return taken;
  }

  /** The present word; goes on to the next one. There must be one. */
  String next() {
    return tokens.get(next++).text();
  }

  /** Where the present word begins; the length of the text at the end. */
  int position() {
    return atEnd() ? length : tokens.get(next).position();
  }

  /** The present word as a number; goes on to the next one. */
  PyNumber number() throws Expression.Invalid {
    if (atEnd() || tokens.get(next).num() == null) {
      throw unexpected("a number");
    }
    return tokens.get(next++).num();
  }

  Expression.Invalid unexpected(String expected) {
    String found = atEnd() ? "the end" : Quoting.quote(tokens.get(next).text());
    return new Expression.Invalid(position(), "expected " + expected + ", found " + found);
  }
}
