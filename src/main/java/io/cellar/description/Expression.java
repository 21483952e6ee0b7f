package io.cellar.description;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates the texts that stand for numbers in a description, such as {@code [4150-2917,
 * 50*1024]}.
 *
 * <p>The originals hand such texts to Python's {@code eval}. This is a small arithmetic of its own:
 * whole numbers (decimal, {@code 0x} hexadecimal), {@code + - * / // % **} with Python's precedence
 * and rounding, signs, parentheses, lists in brackets, in parentheses or bare with commas, and
 * {@code #} comments. {@code /} must come out exactly. Fractions such as {@code 0.5} may stand
 * alone. There are no names and no calls.
 *
 * <p>Bounded: 10,000 characters, 32 levels, 200 digits in each number on the way.
 */
final class Expression {
  private static final int LONGEST = 10_000;
  private static final int DEEPEST = 32;

  /** What a text evaluates to. */
  sealed interface Value {}

  /** One number. */
  record Single(PyNumber num) implements Value {}

  /** A list or tuple. */
  record Several(List<Value> values) implements Value {}

  /** The text is not such an expression; {@code position} counts its characters from 0. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;
    private final int position;

    Invalid(int position, String message) {
      super(message);
      this.position = position;
    }

    int position() {
      return position;
    }
  }

  private final Tokens tokens;
  private int depth;

  private Expression(String text) throws Invalid {
    this.tokens = new Tokens(text);
  }

  static Value evaluate(String text) throws Invalid {
    if (text.length() > LONGEST) {
      throw new Invalid(0, "longer than " + LONGEST + " characters");
    }
    Expression expression = new Expression(text);
    Value value = expression.items().tupleOrOne();
    if (!expression.tokens.atEnd()) {
      throw expression.tokens.unexpected("an operator, a comma or the end");
    }
    return value;
  }

  /** Values between commas; {@code comma} tells (1,) from (1). */
  private record Items(List<Value> values, boolean comma) {
    Value tupleOrOne() {
      return comma ? new Several(values) : values.getFirst();
    }
  }

  private Items items() throws Invalid {
    List<Value> values = new ArrayList<>(List.of(sum()));
    boolean comma = false;
    while (tokens.take(",")) {
      comma = true;
      if (tokens.atEnd() || tokens.is(")") || tokens.is("]")) {
        break;
      }
      values.add(sum());
    }
    return new Items(List.copyOf(values), comma);
  }

  private Value sum() throws Invalid {
    Value left = product();
    while (tokens.is("+") || tokens.is("-")) {
      left = operate(left, tokens.next(), this::product);
    }
    return left;
  }

  private Value product() throws Invalid {
    Value left = signed();
    while (tokens.is("*") || tokens.is("/") || tokens.is("//") || tokens.is("%")) {
      left = operate(left, tokens.next(), this::signed);
    }
    return left;
  }

  /** Signs bind weaker than a power on their right: {@code -2**2} is -4. */
  private Value signed() throws Invalid {
    boolean negative = false;
    boolean any = false;
    int at = tokens.position();
    while (tokens.is("+") || tokens.is("-")) {
      negative ^= tokens.next().equals("-");
      any = true;
    }
    Value value = power();
    if (!any) {
      return value;
    }
    if (!(value instanceof Single(PyNumber num))) {
      throw new Invalid(at, "a list has no sign");
    }
    return negative ? new Single(PyNumber.negate(num)) : value;
  }

  private Value power() throws Invalid {
    Value base = atom();
    if (!tokens.is("**")) {
      return base;
    }
    deeper();
    Value result = operate(base, tokens.next(), this::signed);
    depth--;
    return result;
  }

  private Value atom() throws Invalid {
    if (tokens.take("[")) {
      return inside("]", true);
    }
    if (tokens.take("(")) {
      return inside(")", false);
    }
    return new Single(tokens.number());
  }

  private Value inside(String close, boolean list) throws Invalid {
    deeper();
    Items items = tokens.is(close) ? new Items(List.of(), true) : items();
    if (!tokens.take(close)) {
      throw tokens.unexpected("a comma or \"" + close + "\"");
    }
    depth--;
    return list ? new Several(items.values()) : items.tupleOrOne();
  }

  private void deeper() throws Invalid {
    if (++depth > DEEPEST) {
      throw new Invalid(tokens.position(), "nested deeper than " + DEEPEST + " levels");
    }
  }

  private interface Operand {
    Value get() throws Invalid;
  }

  private Value operate(Value left, String operator, Operand operand) throws Invalid {
    int at = tokens.position();
    Value right = operand.get();
    if (!(left instanceof Single(PyNumber a)) || !(right instanceof Single(PyNumber b))) {
      throw new Invalid(at, "\"" + operator + "\" does not work on lists");
    }
    try {
      return new Single(PyNumber.apply(a, operator, b));
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new Invalid(at, e.getMessage());
    }
  }

  /** The words of the text, with their positions. Only ASCII digits are digits. */
  private static final class Tokens {
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

    Tokens(String text) throws Invalid {
      this.length = text.length();
      this.tokens = scan(text);
    }

    private static List<Token> scan(String text) throws Invalid {
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
          throw new Invalid(at, unknown(text.substring(at)));
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

    private static PyNumber number(String word, int at) throws Invalid {
      try {
        Matcher hex = HEX.matcher(word);
        if (hex.matches()) {
          if (word.length() > PyNumber.MOST_DIGITS) {
            throw PyNumber.tooLong();
          }
          return new PyNumber.Whole(PyNumber.bounded(new BigInteger(hex.group(1), 16)), false);
        }
        if (LEADING_ZERO.matcher(word).matches()) {
          throw new IllegalArgumentException(
              Quoting.quote(word) + " begins with 0, which Python does not take for a number");
        }
        return PyNumber.parse(word);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new Invalid(at, e.getMessage());
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
    PyNumber number() throws Invalid {
      if (atEnd() || tokens.get(next).num() == null) {
        throw unexpected("a number");
      }
      return tokens.get(next++).num();
    }

    Invalid unexpected(String expected) {
      String found = atEnd() ? "the end" : Quoting.quote(tokens.get(next).text());
      return new Invalid(position(), "expected " + expected + ", found " + found);
    }
  }
}
