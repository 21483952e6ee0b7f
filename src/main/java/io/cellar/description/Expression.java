package io.cellar.description;

import java.util.ArrayList;
import java.util.List;

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

  private final ExpressionTokens tokens;
  private int depth;

  private Expression(String text) throws Invalid {
    this.tokens = new ExpressionTokens(text);
  }

  /** Evaluates a text. */
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
    return negative ? new Single(Arithmetic.negate(num)) : value;
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
      return new Single(Arithmetic.apply(a, operator, b));
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new Invalid(at, e.getMessage());
    }
  }
}
