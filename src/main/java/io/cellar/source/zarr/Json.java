package io.cellar.source.zarr;

import io.cellar.input.PrintableText;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.keys.JsonTrouble;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value of a metadata file that knows the file and where in it it stands, so that whatever is
 * wrong with it can be told. What is not there is a value too: {@link #isNull}. Numbers are kept
 * exactly; {@code NaN} and {@code Infinity} without quotes, as Python writes them, are numbers.
 *
 * @param file its address, for messages
 * @param path within the file, such as {@code codecs[1].name}; empty for the whole
 */
record Json(JsonNode node, String file, String path) {
  private static final int LONGEST = 80;

  /** Names, values, brackets: some 25,000 arrays in consolidated metadata. */
  private static final long MOST_VALUES = 2_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxTokenCount(MOST_VALUES)
                          .maxNumberLength(400)
                          .build())
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .build())
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a file.
   *
   * @param file its address
   * @throws FormatException if it is not one JSON object
   */
  static Json parse(String file, byte[] bytes) throws FormatException {
    JsonNode node;
    try {
      node = MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw new FormatException(JsonTrouble.words(file, e), null);
    }
    Json json = new Json(node, file, "");
    if (node == null || !node.isObject()) {
      throw new FormatException("no JSON object: " + PrintableText.of(file));
    }
    return json;
  }

  /** A member; one that is null where there is none or this is no object. */
  Json get(String key) {
    String shown = key.matches("[A-Za-z_][A-Za-z0-9_]*") ? key : "[\"" + key + "\"]";
    return new Json(
        node.path(key),
        file,
        path.isEmpty() || shown.startsWith("[") ? path + shown : path + "." + shown);
  }

  private Json at(int i) {
    return new Json(node.path(i), file, path + "[" + i + "]");
  }

  /** True for null and for what is not there. */
  boolean isNull() {
    return node.isNull() || node.isMissingNode();
  }

  /** True for what is not there. */
  boolean isMissing() {
    return node.isMissingNode();
  }

  boolean isObject() {
    return node.isObject();
  }

  boolean isList() {
    return node.isArray();
  }

  boolean isText() {
    return node.isString();
  }

  boolean isNumber() {
    return node.isNumber();
  }

  /** Members in the order of the text; none if this is no object. */
  Map<String, Json> members() {
    Map<String, Json> members = new LinkedHashMap<>();
    if (node.isObject()) {
      node.properties().forEach(e -> members.put(e.getKey(), get(e.getKey())));
    }
    return members;
  }

  /** Elements; none if this is no list. */
  List<Json> items() {
    List<Json> items = new ArrayList<>();
    for (int i = 0; node.isArray() && i < node.size(); i++) {
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
    return node.stringValue();
  }

  /** The text, if it is one. */
  Optional<String> optionalText() {
    return isText() ? Optional.of(node.stringValue()) : Optional.empty();
  }

  /** The truth value, if it is one. */
  Optional<Boolean> optionalBool() {
    return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
  }

  /** An exact integer or decimal number; empty for all else, also NaN and the infinities. */
  Optional<Number> optionalNumber() {
    if (node.isIntegralNumber()) {
      return Optional.of(node.bigIntegerValue());
    }
    return node.isNumber() && Double.isFinite(optionalDouble())
        ? Optional.of(node.decimalValue())
        : Optional.empty();
  }

  /** As a floating-point number; NaN for all that is no number. */
  double optionalDouble() {
    if (!node.isNumber()) {
      return Double.NaN;
    }
    return node.isIntegralNumber()
        ? node.bigIntegerValue().doubleValue()
        : node.numberValue() instanceof BigDecimal exact
            ? exact.doubleValue()
            : node.numberValue().doubleValue();
  }

  /** An integer from a lowest one on that fits 63 bits. */
  long integer(long lowest) throws FormatException {
    BigInteger value = node.isIntegralNumber() ? node.bigIntegerValue() : null;
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
