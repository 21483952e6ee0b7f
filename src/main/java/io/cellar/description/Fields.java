package io.cellar.description;

import io.cellar.volume.DType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one object, read by type. What is wrong is noted in the {@link SourceText} and read
 * as empty, so that reading goes on and finds the other problems. Null is absent. Remembers what
 * was read, for writing it back.
 */
final class Fields {
  private final SourceText source;
  private final String pointer;
  private final Json.Obj object;
  private final NumberReader numbers;
  private final Map<String, Object> normal = new HashMap<>();

  /**
   * @param pointer JSON pointer of the object, empty for the root
   */
  Fields(SourceText source, String pointer, Json.Obj object) {
    this.source = source;
    this.pointer = pointer;
    this.object = object;
    this.numbers = new NumberReader(source);
  }

  /** JSON pointer of the object, empty for the root. */
  String pointer() {
    return pointer;
  }

  /** What the fields are of. */
  Json.Obj object() {
    return object;
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

  /** The fields of an object somewhere below this one. */
  Fields below(String path, Json.Obj inner) {
    return new Fields(source, pointer + path, inner);
  }

  /** A text; numbers and booleans become the text that Python's str() gives. */
  Optional<String> text(String key) {
    Optional<String> text = get(key).flatMap(value -> text(key, value));
    text.ifPresent(t -> remember(key, t));
    return text;
  }

  private Optional<String> text(String key, Json value) {
    if (value instanceof Json.Text t) {
      return Optional.of(t.value());
    }
    if (value instanceof Json.Bool b) {
      return Optional.of(b.value() ? "True" : "False");
    }
    if (value instanceof Json.Numeral n) {
      return numbers.one(n, pointer + "/" + key).map(p -> p.num().text());
    }
    problem(key, "expected a text, found " + value.kind());
    return Optional.empty();
  }

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
    Optional<long[]> wholes =
        get(key).flatMap(v -> numbers.list(v, pointer + "/" + key)).flatMap(numbers::wholes);
    wholes.ifPresent(w -> remember(key, listOf(w)));
    return wholes;
  }

  /** A list of numbers of any kind. */
  Optional<List<PyNumber>> numbers(String key) {
    Optional<List<PyNumber>> list =
        get(key)
            .flatMap(v -> numbers.list(v, pointer + "/" + key))
            .map(places -> places.stream().map(NumberReader.Placed::num).toList());
    list.ifPresent(l -> remember(key, l.stream().map(PyNumber::python).toList()));
    return list;
  }

  Optional<Long> whole(String key) {
    Optional<Long> whole =
        get(key)
            .flatMap(v -> numbers.one(v, pointer + "/" + key))
            .flatMap(n -> numbers.wholes(List.of(n)))
            .map(w -> w[0]);
    whole.ifPresent(w -> remember(key, w));
    return whole;
  }

  /** Sets how a field is written back, where that is not how it was read. */
  void remember(String key, Object value) {
    normal.put(key, value);
  }

  static List<Long> listOf(long[] values) {
    return Arrays.stream(values).boxed().toList();
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
