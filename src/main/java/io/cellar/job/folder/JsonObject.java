package io.cellar.job.folder;

import io.cellar.input.JsonValue;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/**
 * A JSON object of a job's folder whose fields are read by name and type. Nothing in it is trusted:
 * whatever is not as expected is an {@link IllegalArgumentException} that names the field.
 *
 * @param fields texts, longs, doubles, booleans, null, lists, maps of these
 */
record JsonObject(Map<String, Object> fields) {
  /**
   * Reads a file that may be anything.
   *
   * @param limit most bytes that it may have
   * @throws IOException if there is none, it is a link or no regular file, or cannot be read
   * @throws IllegalArgumentException if it is no JSON object, or longer
   */
  static JsonObject read(Path file, int limit) throws IOException {
    byte[] bytes = RegularFile.read(file, limit + 1, LinkOption.NOFOLLOW_LINKS);
    if (bytes.length > limit) {
      throw new IllegalArgumentException("is longer than " + limit + " bytes");
    }
    return parse(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Reads a text. */
  static JsonObject parse(String text) {
    try {
      JsonValue whole = JsonValue.parseStrictly(text.getBytes(StandardCharsets.UTF_8));
      if (!whole.isObject()) {
        throw new IllegalArgumentException("is no JSON object { … }");
      }
      return new JsonObject(fields(whole));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
    }
  }

  private static Map<String, Object> fields(JsonValue object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    object.members().forEach((name, value) -> fields.put(name, plain(value)));
    return fields;
  }

  private static Object plain(JsonValue value) {
    if (value.isObject()) {
      return fields(value);
    }
    if (value.isList()) {
      List<Object> list = new ArrayList<>();
      value.forEach(each -> list.add(plain(each)));
      return list;
    }
    if (value.isInteger()) {
      return integer(value.integer());
    }
    if (value.isNumber()) {
      return value.real();
    }
    return value.isText() ? value.text() : value.isBoolean() ? (Object) value.truth() : null;
  }

  private static long integer(BigInteger number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("has a number that is too large: " + number, e);
    }
  }

  boolean has(String name) {
    return fields.get(name) != null;
  }

  String text(String name) {
    return get(name, String.class, "a text");
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  long number(String name) {
    return get(name, Long.class, "a whole number");
  }

  long number(String name, long otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  double decimal(String name, double otherwise) {
    return has(name) ? get(name, Number.class, "a number").doubleValue() : otherwise;
  }

  boolean flag(String name, boolean otherwise) {
    return has(name) ? get(name, Boolean.class, "true or false") : otherwise;
  }

  /** An object in this one; empty when it is missing. */
  Optional<JsonObject> object(String name) {
    return has(name)
        ? Optional.of(nested(get(name, Map.class, "an object"), name))
        : Optional.empty();
  }

  /** The objects of a list; none when it is missing. */
  List<JsonObject> objects(String name) {
    return list(
        name,
        element -> {
          if (element instanceof Map<?, ?> map) {
            return nested(map, name);
          }
          throw wrong(name, "a list of objects", element);
        });
  }

  /** The numbers of a list; none when it is missing. */
  List<Long> numbers(String name) {
    return list(
        name,
        element -> {
          if (element instanceof Long number) {
            return number;
          }
          throw wrong(name, "a list of whole numbers", element);
        });
  }

  /** The texts of a list; none when it is missing. */
  List<String> texts(String name) {
    return list(
        name,
        element -> {
          if (element instanceof String text) {
            return text;
          }
          throw wrong(name, "a list of texts", element);
        });
  }

  private <T> List<T> list(String name, Function<Object, T> element) {
    List<T> list = new ArrayList<>();
    if (has(name)) {
      for (Object each : get(name, List.class, "a list")) {
        list.add(element.apply(each));
      }
    }
    return list;
  }

  private static JsonObject nested(Map<?, ?> map, String name) {
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((key, value) -> fields.put((String) key, value));
    return new JsonObject(fields);
  }

  private <T> T get(String name, Class<T> type, String expected) {
    Object value = fields.get(name);
    if (!type.isInstance(value)) {
      throw wrong(name, expected, value);
    }
    return type.cast(value);
  }

  private static IllegalArgumentException wrong(String name, String expected, Object value) {
    String found = String.valueOf(value);
    return new IllegalArgumentException(
        name
            + ": expected "
            + expected
            + ", not "
            + found.substring(0, Math.min(80, found.length())));
  }
}
