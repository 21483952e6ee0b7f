package io.cellar.job.folder;

import io.cellar.input.RegularFile;
import java.io.IOException;
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
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object of a job's folder whose fields are read by name and type. Nothing in it is trusted:
 * whatever is not as expected is an {@link IllegalArgumentException} that names the field.
 *
 * @param fields texts, longs, doubles, booleans, null, lists, maps of these
 */
record JsonObject(Map<String, Object> fields) {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(16).maxNumberLength(40).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

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
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("is no JSON object { … }");
      }
      JsonObject object = new JsonObject(object(parser));
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("is no JSON: something follows the end of the object");
      }
      return object;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
    }
  }

  private static Map<String, Object> object(JsonParser parser) {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalArgumentException("is no JSON: a value is missing");
    };
  }

  private static Object integer(JsonParser parser) {
    String digits = parser.getString();
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("has a number that is too large: " + digits, e);
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
