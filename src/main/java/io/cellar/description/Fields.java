package io.cellar.description;

import io.cellar.volume.DType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one object, read by type. What is wrong is noted in the {@link Source} and read as
 * empty, so that reading goes on and finds the other problems. Null is absent. Remembers what was
 * read, for writing it back.
 */
final class Fields {
  /** Coordinates stay below this, so that a sum of two of them fits 64 bits. */
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(62);

  /** One number of a list, with its place. */
  private record Element(Num num, String pointer, int offset) {}

  private final Source source;
  private final String pointer;
  private final Json.Obj object;
  private final Map<String, Object> normal = new HashMap<>();

  /**
   * Fields of an object.
   *
   * @param pointer JSON pointer of the object, empty for the root
   */
  Fields(Source source, String pointer, Json.Obj object) {
    this.source = source;
    this.pointer = pointer;
    this.object = object;
  }

  /** The value of a key, empty when absent. */
  Optional<Json> get(String key) {
    return Optional.ofNullable(object.members().get(key)).filter(j -> !(j instanceof Json.Null));
  }

  boolean has(String key) {
    return get(key).isPresent();
  }

  /** Notes a problem with a field, at its value, or at the object when it is absent. */
  void problem(String key, String message) {
    source.problem(
        pointer + "/" + key, get(key).map(Json::offset).orElse(object.offset()), message);
  }

  /** Notes that a field is absent, if it is. */
  void require(String key, String expected) {
    if (!has(key)) {
      problem(key, "is missing: expected " + expected);
    }
  }

  /** The fields of an object inside this one; a problem when it is not an object in place. */
  Optional<Fields> child(String key) {
    return get(key)
        .flatMap(
            value -> {
              if (value instanceof Json.Obj inner) {
                return Optional.of(new Fields(source, pointer + "/" + key, inner));
              }
              problem(key, "must be an object written here in place, found " + value.kind());
              return Optional.empty();
            });
  }

  /** A text; numbers and booleans become the text that Python's str() gives. */
  Optional<String> text(String key) {
    Optional<String> text =
        get(key)
            .flatMap(
                value ->
                    switch (value) {
                      case Json.Text t -> Optional.of(t.value());
                      case Json.Bool b -> Optional.of(b.value() ? "True" : "False");
                      case Json.Number n -> number(n, pointer + "/" + key).map(Fields::str);
                      default -> {
                        problem(key, "expected a text, found " + value.kind());
                        yield Optional.empty();
                      }
                    });
    text.ifPresent(t -> remember(key, t));
    return text;
  }

  private static String str(Num num) {
    return num.python() instanceof Double d ? PythonText.real(d) : num.python().toString();
  }

  /** A dtype. */
  Optional<DType> dtype(String key) {
    Optional<DType> dtype =
        get(key)
            .flatMap(
                value -> {
                  if (!(value instanceof Json.Text text)) {
                    problem(key, "expected a dtype such as \"uint8\", found " + value.kind());
                    return Optional.empty();
                  }
                  try {
                    return Optional.of(DTypeText.parse(text.value()));
                  } catch (IllegalArgumentException e) {
                    problem(key, e.getMessage());
                    return Optional.empty();
                  }
                });
    dtype.ifPresent(d -> remember(key, d.numpyName()));
    return dtype;
  }

  /** A list of whole numbers. */
  Optional<long[]> wholes(String key) {
    Optional<long[]> wholes = elements(key, true).flatMap(this::wholes);
    wholes.ifPresent(w -> remember(key, listOf(w)));
    return wholes;
  }

  private Optional<long[]> wholes(List<Element> elements) {
    long[] wholes = new long[elements.size()];
    boolean good = true;
    for (int i = 0; i < wholes.length; i++) {
      Element e = elements.get(i);
      if (!(e.num() instanceof Num.Whole(BigInteger value, boolean pointed))) {
        source.problem(e.pointer(), e.offset(), str(e.num()) + " is not a whole number");
        good = false;
      } else if (value.abs().compareTo(LARGEST) >= 0) {
        source.problem(
            e.pointer(), e.offset(), Words.quote(value.toString()) + " is too large: below 2^62");
        good = false;
      } else {
        wholes[i] = value.longValue();
      }
    }
    return good ? Optional.of(wholes) : Optional.empty();
  }

  /** A list of numbers of any kind. */
  Optional<List<Num>> numbers(String key) {
    Optional<List<Num>> numbers =
        elements(key, true).map(list -> list.stream().map(Element::num).toList());
    numbers.ifPresent(list -> remember(key, list.stream().map(Num::python).toList()));
    return numbers;
  }

  /** One whole number. */
  Optional<Long> whole(String key) {
    Optional<Long> whole = elements(key, false).flatMap(this::wholes).map(w -> w[0]);
    whole.ifPresent(w -> remember(key, w));
    return whole;
  }

  private Optional<List<Element>> elements(String key, boolean list) {
    return get(key).flatMap(value -> elements(key, value, list));
  }

  private Optional<List<Element>> elements(String key, Json value, boolean list) {
    String at = pointer + "/" + key;
    switch (value) {
      case Json.Text text -> {
        return evaluated(key, text, list);
      }
      case Json.Arr arr when list -> {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < arr.elements().size(); i++) {
          element(arr.elements().get(i), at + "/" + i).ifPresent(elements::add);
        }
        return elements.size() == arr.elements().size() ? Optional.of(elements) : Optional.empty();
      }
      case Json.Number n when !list -> {
        return element(n, at).map(List::of);
      }
      default -> {
        problem(key, "expected " + expected(list) + ", found " + value.kind());
        return Optional.empty();
      }
    }
  }

  private static String expected(boolean list) {
    return list ? "a list of numbers, one per axis" : "one number";
  }

  private Optional<Element> element(Json value, String at) {
    if (value instanceof Json.Number n) {
      return number(n, at).map(num -> new Element(num, at, n.offset()));
    }
    source.problem(
        at,
        value.offset(),
        "expected a number, found "
            + value.kind()
            + (value instanceof Json.Text ? " (a text is evaluated only as the whole field)" : ""));
    return Optional.empty();
  }

  private Optional<Num> number(Json.Number n, String at) {
    try {
      return Optional.of(Numerals.parse(n.literal()));
    } catch (IllegalArgumentException e) {
      source.problem(at, n.offset(), e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<List<Element>> evaluated(String key, Json.Text text, boolean list) {
    String at = pointer + "/" + key;
    try {
      Expression.Value value = Expression.evaluate(text.value());
      return switch (value) {
        case Expression.Several(List<Expression.Value> values) when list -> {
          List<Element> elements = new ArrayList<>();
          for (Expression.Value v : values) {
            if (!(v instanceof Expression.Single(Num num))) {
              throw new Expression.Invalid(0, "a list inside the list");
            }
            elements.add(new Element(num, at, text.offset()));
          }
          yield Optional.of(elements);
        }
        case Expression.Single(Num num) when !list ->
            Optional.of(List.of(new Element(num, at, text.offset())));
        default -> throw new Expression.Invalid(0, "expected " + expected(list));
      };
    } catch (Expression.Invalid e) {
      source.problem(at, placeIn(text, e.position()), shown(text.value(), e));
      return Optional.empty();
    }
  }

  private static String shown(String text, Expression.Invalid e) {
    return Words.quote(text)
        + " cannot be evaluated: "
        + e.getMessage()
        + " (character "
        + (e.position() + 1)
        + ")";
  }

  /** Offset of a character of a text value, exact unless the text is written with escapes. */
  private int placeIn(Json.Text text, int position) {
    boolean verbatim = source.text().startsWith(text.value(), text.offset() + 1);
    return verbatim ? text.offset() + 1 + position : text.offset();
  }

  /** Sets how a field is written back, where that is not how it was read. */
  void remember(String key, Object value) {
    normal.put(key, value);
  }

  static List<Long> listOf(long[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }

  /** The object as it is written back: known keys in their order, then the absent ones. */
  Map<String, Object> normalForm(Schema schema) {
    Map<String, Object> out = new LinkedHashMap<>();
    for (String key : object.members().keySet()) {
      boolean own = key.equals(Schema.VOXEL_SIZE) || key.equals(Schema.VOXEL_UNIT);
      if (schema.knows(key) && (has(key) || !own)) {
        out.put(key, normal.get(key));
      }
    }
    for (String key : schema.fields()) {
      out.putIfAbsent(key, normal.get(key));
    }
    return out;
  }
}
