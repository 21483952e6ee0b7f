package io.cellar.source.zarr;

import io.cellar.input.JsonValue;
import io.cellar.input.PrintableText;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.keys.JsonTrouble;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * A value of a metadata file that knows the file and where in it it stands, so that whatever is
 * wrong with it can be told. What is not there is a value too: {@link #isNull}. Numbers are kept
 * exactly; {@code NaN} and {@code Infinity} without quotes, as Python writes them, are numbers.
 *
 * @param file its address, for messages
 * @param path within the file, such as {@code codecs[1].name}; empty for the whole
 */
record Json(JsonValue node, String file, String path) {
  private static final int LONGEST = 80;

  /**
   * Reads a file.
   *
   * @param file its address
   * @throws FormatException if it is not one JSON object
   */
  static Json parse(String file, byte[] bytes) throws FormatException {
    JsonValue node;
    try {
      node = JsonValue.parse(bytes);
    } catch (JacksonException e) {
      throw new FormatException(JsonTrouble.words(file, e), null);
    }
    Json json = new Json(node, file, "");
    if (!node.isObject()) {
      throw new FormatException("no JSON object: " + PrintableText.of(file));
    }
    return json;
  }

  /** A member; one that is null where there is none or this is no object. */
  Json get(String key) {
    String shown = key.matches("[A-Za-z_][A-Za-z0-9_]*") ? key : "[\"" + key + "\"]";
    return new Json(
        node.get(key),
        file,
        path.isEmpty() || shown.startsWith("[") ? path + shown : path + "." + shown);
  }

  private Json at(int i) {
    return new Json(node.get(i), file, path + "[" + i + "]");
  }

  /** True for null and for what is not there. */
  boolean isNull() {
    return node.isNull() || node.isMissing();
  }

  /** True for what is not there. */
  boolean isMissing() {
    return node.isMissing();
  }

  boolean isObject() {
    return node.isObject();
  }

  boolean isList() {
    return node.isList();
  }

  boolean isText() {
    return node.isText();
  }

  boolean isNumber() {
    return node.isNumber();
  }

  /** Members in the order of the text; none if this is no object. */
  Map<String, Json> members() {
    Map<String, Json> members = new LinkedHashMap<>();
    node.members().keySet().forEach(key -> members.put(key, get(key)));
    return members;
  }

  /** Elements; none if this is no list. */
  List<Json> items() {
    List<Json> items = new ArrayList<>();
    for (int i = 0; isList() && i < node.size(); i++) {
      items.add(at(i));
    }
    return items;
  }

  /** Elements of what has to be a list. */
  List<Json> list() throws FormatException {
    if (!isList()) {
      throw refuse(kind(), "a list");
    }
    return items();
  }

  /** A text that has to be there. */
  String text() throws FormatException {
    if (!isText()) {
      throw refuse(kind(), "a text");
    }
    return node.text();
  }

  /** The text, if it is one. */
  Optional<String> optionalText() {
    return isText() ? Optional.of(node.text()) : Optional.empty();
  }

  /** The truth value, if it is one. */
  Optional<Boolean> optionalBool() {
    return node.isBoolean() ? Optional.of(node.truth()) : Optional.empty();
  }

  /** An exact integer or decimal number; empty for all else, also NaN and the infinities. */
  Optional<Number> optionalNumber() {
    if (node.isInteger()) {
      return Optional.of(node.integer());
    }
    return Double.isFinite(optionalDouble()) ? Optional.of(node.decimal()) : Optional.empty();
  }

  /** As a floating-point number; NaN for all that is no number. */
  double optionalDouble() {
    return node.real();
  }

  /** An integer from a lowest one on that fits 63 bits. */
  long integer(long lowest) throws FormatException {
    BigInteger value = node.isInteger() ? node.integer() : null;
    if (value == null || value.bitLength() > 63 || value.longValue() < lowest) {
      throw refuse(kind(), "an integer from " + lowest + " on");
    }
    return value.longValue();
  }

  /** A list of such integers. */
  long[] integers(long lowest) throws FormatException {
    List<Json> list = list();
    long[] values = new long[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).integer(lowest);
    }
    return values;
  }

  /** What the value is, for messages. */
  String kind() {
    if (isMissing()) {
      return "is missing";
    }
    return "is " + shown();
  }

  /** The value, shortened. */
  String shown() {
    return isObject()
        ? "an object"
        : isList() && node.size() > 8 ? "a long list" : PrintableText.of(node.toString(), LONGEST);
  }

  /**
   * Why the value, or what it stands for, cannot be read.
   *
   * @param reason as it goes on after the value's path, such as {@code is "foo"}
   * @param expected what is read instead
   */
  FormatException refuse(String reason, String expected) {
    String where = path.isEmpty() ? "the file" : path;
    return new FormatException(
        PrintableText.of("%s %s: %s: expected %s".formatted(where, reason, file, expected)));
  }
}
