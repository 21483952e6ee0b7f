package io.cellar.description;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Numbers and lists of numbers, as JSON or as texts to be evaluated. What is wrong is noted in the
 * {@link SourceText} and read as empty.
 */
final class NumberReader {
  /** Coordinates stay below this, so that a sum of two of them fits 64 bits. */
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(62);

  /** A number with its place. */
  record Placed(PyNumber num, String pointer, int offset) {}

  private final SourceText source;

  NumberReader(SourceText source) {
    this.source = source;
  }

  /** The numbers of a JSON list, or of a text that evaluates to a list. */
  Optional<List<Placed>> list(Json value, String pointer) {
    if (value instanceof Json.Arr array) {
      return elements(array, pointer);
    }
    if (value instanceof Json.Text text) {
      return evaluated(text, pointer, NumberReader::severalOf);
    }
    source.problem(
        pointer, value.offset(), "expected a list of numbers, one per axis, found " + value.kind());
    return Optional.empty();
  }

  /** One number: of JSON, or of a text that evaluates to one. */
  Optional<Placed> one(Json value, String pointer) {
    if (value instanceof Json.Text text) {
      return evaluated(text, pointer, NumberReader::singleOf).map(List::getFirst);
    }
    if (!(value instanceof Json.Numeral numeral)) {
      source.problem(pointer, value.offset(), "expected a number, found " + value.kind());
      return Optional.empty();
    }
    try {
      return Optional.of(new Placed(PyNumber.parse(numeral.literal()), pointer, numeral.offset()));
    } catch (IllegalArgumentException e) {
      source.problem(pointer, numeral.offset(), e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<List<Placed>> elements(Json.Arr array, String pointer) {
    List<Placed> numbers = new ArrayList<>();
    for (int i = 0; i < array.elements().size(); i++) {
      Json element = array.elements().get(i);
      String at = pointer + "/" + i;
      if (element instanceof Json.Text) {
        source.problem(
            at, element.offset(), "expected a number: a text is evaluated only as a whole list");
      } else {
        one(element, at).ifPresent(numbers::add);
      }
    }
    return numbers.size() == array.elements().size() ? Optional.of(numbers) : Optional.empty();
  }

  private interface Unwrap {
    List<PyNumber> of(Expression.Value value) throws Expression.Invalid;
  }

  private Optional<List<Placed>> evaluated(Json.Text text, String pointer, Unwrap unwrap) {
    try {
      return Optional.of(
          unwrap.of(Expression.evaluate(text.value())).stream()
              .map(num -> new Placed(num, pointer, text.offset()))
              .toList());
    } catch (Expression.Invalid e) {
      source.problem(
          pointer,
          placeIn(text, e.position()),
          "%s cannot be used: %s (character %d)"
              .formatted(Quoting.quote(text.value()), e.getMessage(), e.position() + 1));
      return Optional.empty();
    }
  }

  private static List<PyNumber> severalOf(Expression.Value value) throws Expression.Invalid {
    if (!(value instanceof Expression.Several(List<Expression.Value> values))) {
      throw new Expression.Invalid(0, "expected a list of numbers, one per axis");
    }
    List<PyNumber> numbers = new ArrayList<>();
    for (Expression.Value element : values) {
      numbers.addAll(singleOf(element));
    }
    return numbers;
  }

  private static List<PyNumber> singleOf(Expression.Value value) throws Expression.Invalid {
    if (value instanceof Expression.Single(PyNumber num)) {
      return List.of(num);
    }
    throw new Expression.Invalid(0, "found a list where one number is expected");
  }

  /** Offset of a character of a text value, exact unless the text is written with escapes. */
  private int placeIn(Json.Text text, int position) {
    boolean verbatim = source.text().startsWith(text.value(), text.offset() + 1);
    return verbatim ? text.offset() + 1 + position : text.offset();
  }

  /** The numbers as whole ones. */
  Optional<long[]> wholes(List<Placed> numbers) {
    long[] wholes = new long[numbers.size()];
    boolean good = true;
    for (int i = 0; i < wholes.length; i++) {
      Optional<Long> whole = whole(numbers.get(i));
      wholes[i] = whole.orElse(0L);
      good &= whole.isPresent();
    }
    return good ? Optional.of(wholes) : Optional.empty();
  }

  private Optional<Long> whole(Placed placed) {
    if (!(placed.num() instanceof PyNumber.Whole whole)) {
      return bad(placed, placed.num().text() + " is not a whole number");
    }
    if (whole.value().abs().compareTo(LIMIT) >= 0) {
      return bad(
          placed, Quoting.quote(whole.value().toString()) + " is too large: must be below 2^62");
    }
    return Optional.of(whole.value().longValue());
  }

  private Optional<Long> bad(Placed placed, String reason) {
    source.problem(placed.pointer(), placed.offset(), reason);
    return Optional.empty();
  }
}
