package io.cellar.source.n5;

import io.cellar.input.JsonValue;
import io.cellar.input.PrintableText;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.keys.JsonTrouble;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;

/** The attributes of one folder: a JSON object whose members nobody has promised anything of. */
final class Attributes {
  private static final int LONGEST_QUOTE = 60;
  private static final double WHOLE_DOUBLES = 0x1p53;
  private final String file;
  private final JsonValue root;

  private Attributes(String file, JsonValue root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Parses a file.
   *
   * @param file its address or path, for messages
   */
  static Attributes parse(byte[] body, String file) throws FormatException {
    JsonValue root;
    try {
      root = JsonValue.parse(body);
    } catch (JacksonException e) {
      throw new FormatException(JsonTrouble.words(file, e), e);
    }
    if (!root.isObject()) {
      throw new FormatException("no JSON object: " + file);
    }
    return new Attributes(file, root);
  }

  /** A member; missing if there is none, or only {@code null}. */
  JsonValue get(String key) {
    JsonValue member = root.get(key);
    return member.isNull() ? JsonValue.MISSING : member;
  }

  boolean has(String key) {
    return !get(key).isMissing();
  }

  /** True if the folder is an array. */
  boolean isArray() {
    return has("dimensions");
  }

  /** True if the folder is the root of a container, as far as it says so. */
  boolean isRoot() {
    return has("n5");
  }

  /** The failure to make something of a member. */
  FormatException failure(String reason, String field) {
    return new FormatException(reason + ": " + field + " in " + file);
  }

  /** A value as the file has it, for a message. */
  static String quote(JsonValue node) {
    if (node.isMissing()) {
      return "nothing";
    }
    String text = node.isText() ? "\"" + node.text() + "\"" : node.toString();
    return quotable(text, LONGEST_QUOTE);
  }

  private static String quotable(String text, int longest) {
    return PrintableText.of(text, longest);
  }

  /** A number as it stands, integers of any length too; empty if it is none. */
  static OptionalDouble number(JsonValue node) {
    return node.isNumber() ? OptionalDouble.of(node.real()) : OptionalDouble.empty();
  }

  /** A number without fraction that fits; {@code 64.0} is one too. */
  static OptionalLong whole(JsonValue node) {
    if (node.isInteger()) {
      BigInteger value = node.integer();
      return value.bitLength() < Long.SIZE
          ? OptionalLong.of(value.longValue())
          : OptionalLong.empty();
    }
    OptionalDouble value = number(node);
    boolean fits =
        value.isPresent()
            && value.getAsDouble() == Math.rint(value.getAsDouble())
            && Math.abs(value.getAsDouble()) < WHOLE_DOUBLES;
    return fits ? OptionalLong.of((long) value.getAsDouble()) : OptionalLong.empty();
  }

  /** A list of finite numbers above 0; empty if it is anything else. */
  static Optional<double[]> positives(JsonValue node) {
    Optional<double[]> numbers = numbers(node);
    if (numbers.isPresent()) {
      for (double value : numbers.get()) {
        if (!(value > 0)) {
          return Optional.empty();
        }
      }
    }
    return numbers;
  }

  /** A list of finite numbers, at least one; empty if it is anything else. */
  static Optional<double[]> numbers(JsonValue node) {
    if (!node.isList() || node.isEmpty()) {
      return Optional.empty();
    }
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      OptionalDouble value = number(node.get(i));
      if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
        return Optional.empty();
      }
      values[i] = value.getAsDouble();
    }
    return Optional.of(values);
  }

  /** A list of texts, or of objects with a text {@code name}; empty if it is anything else. */
  static Optional<List<String>> texts(JsonValue node) {
    if (!node.isList() || node.isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (JsonValue element : node) {
      JsonValue text = element.isObject() ? element.get("name") : element;
      if (!text.isText()) {
        return Optional.empty();
      }
      texts.add(text.text());
    }
    return Optional.of(texts);
  }

  /** A list of lists of numbers above 0; empty if it is anything else. */
  static Optional<List<double[]>> lists(JsonValue node) {
    if (!node.isList() || node.isEmpty()) {
      return Optional.empty();
    }
    List<double[]> lists = new ArrayList<>();
    for (JsonValue element : node) {
      Optional<double[]> list = positives(element);
      if (list.isEmpty()) {
        return Optional.empty();
      }
      lists.add(list.get());
    }
    return Optional.of(lists);
  }

  /** Sizes along the axes of an array, x first: whole numbers, all at least 1. */
  long[] sizes(String key) throws FormatException {
    JsonValue list = get(key);
    if (!list.isList() || list.isEmpty()) {
      throw failure("expected a list of sizes, x first, but there is " + quote(list), key);
    }
    long[] sizes = new long[list.size()];
    for (int i = 0; i < sizes.length; i++) {
      OptionalLong size = whole(list.get(i));
      if (size.isEmpty() || size.getAsLong() < 0) {
        throw failure("expected a whole number, not " + quote(list.get(i)), key + "[" + i + "]");
      }
      if (size.getAsLong() == 0) {
        throw failure("the array is empty", key + "[" + i + "]");
      }
      sizes[i] = size.getAsLong();
    }
    return sizes;
  }

  /** Refuses containers of a later version than is known. */
  void checkVersion() throws FormatException {
    JsonValue version = get("n5");
    String text = version.isText() ? version.text() : version.toString();
    if (text.matches("(?s)\\d{1,9}([^0-9].*)?")
        && Integer.parseInt(text.replaceFirst("(?s)[^0-9].*", "")) > 4) {
      throw failure("N5 of version " + quote(version) + " is not read, only up to 4", "n5");
    }
  }
}
