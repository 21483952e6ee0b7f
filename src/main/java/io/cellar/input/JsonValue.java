package io.cellar.input;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * A value of a JSON text that nobody has promised anything of. What is not there is a value too:
 * {@link #isMissing}. Numbers are kept exactly; {@code NaN}, {@code Infinity} and {@code
 * -Infinity}, as Python writes them, are numbers. Immutable; iterates over the elements of a list,
 * over nothing else.
 */
public final class JsonValue implements Iterable<JsonValue> {
  private static final JsonFactory FACTORY = factory(false);
  private static final JsonFactory ONCE = factory(true);

  /** Null, or that there is nothing. */
  private enum No {
    NULL,
    VALUE
  }

  /** What is not there. */
  public static final JsonValue MISSING = new JsonValue(No.VALUE);

  /** A map or a list of values, a text, a boolean, a number as below, or no value. */
  private final Object value;

  private JsonValue(Object value) {
    this.value = value;
  }

  private static JsonFactory factory(boolean once) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(100)
                .maxTokenCount(2_000_000) // some 25,000 arrays in consolidated metadata of Zarr
                .maxNumberLength(400)
                .maxNameLength(10_000)
                .build())
        .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, !once)
        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, once)
        .build();
  }

  /**
   * Reads a text of one value; of members of one name the last counts.
   *
   * @return missing when the text is blank
   * @throws JacksonException if it is not JSON, or too deep, or too much of it
   */
  public static JsonValue parse(byte[] text) {
    return parse(text, FACTORY);
  }

  /** The same by the letter: no name twice, no numbers but JSON's. */
  public static JsonValue parseStrictly(byte[] text) {
    return parse(text, ONCE);
  }

  private static JsonValue parse(byte[] text, JsonFactory factory) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return MISSING;
      }
      JsonValue whole = new JsonValue(read(parser));
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "something follows the end of the value");
      }
      return whole;
    }
  }

  private static Object read(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, new JsonValue(read(parser)));
        }
        yield members;
      }
      case START_ARRAY -> {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(new JsonValue(read(parser)));
        }
        yield elements;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
      case VALUE_NUMBER_FLOAT -> real(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> No.NULL;
    };
  }

  private static Number real(JsonParser parser) {
    try {
      return parser.isNaN() ? (Number) parser.getDoubleValue() : parser.getDecimalValue();
    } catch (NumberFormatException e) {
      throw new StreamReadException(parser, "a number has an exponent beyond all measure", e);
    }
  }

  public boolean isMissing() {
    return value == No.VALUE;
  }

  public boolean isNull() {
    return value == No.NULL;
  }

  public boolean isObject() {
    return value instanceof Map;
  }

  public boolean isList() {
    return value instanceof List;
  }

  public boolean isText() {
    return value instanceof String;
  }

  public boolean isBoolean() {
    return value instanceof Boolean;
  }

  public boolean isNumber() {
    return value instanceof Number;
  }

  /** Whether it is a number written without a point or an exponent. */
  public boolean isInteger() {
    return value instanceof BigInteger;
  }

  /** The text; only of one. */
  public String text() {
    return (String) value;
  }

  /** The truth value; only of one. */
  public boolean truth() {
    return (Boolean) value;
  }

  /** The number, exactly; only of an integer. */
  public BigInteger integer() {
    return (BigInteger) value;
  }

  /** The number, exactly; only of a finite one that is not an integer. */
  public BigDecimal decimal() {
    return (BigDecimal) value;
  }

  /** The nearest floating-point number; NaN for all that is no number. */
  public double real() {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** A member; missing where there is none, or this is no object. */
  public JsonValue get(String name) {
    return members().getOrDefault(name, MISSING);
  }

  /** An element; missing where there is none, or this is no list. */
  public JsonValue get(int i) {
    return i >= 0 && i < elements().size() ? elements().get(i) : MISSING;
  }

  /** Members in the order of the text; none if this is no object. */
  @SuppressWarnings("unchecked")
  public Map<String, JsonValue> members() {
    return isObject() ? (Map<String, JsonValue>) value : Map.of();
  }

  @SuppressWarnings("unchecked")
  private List<JsonValue> elements() {
    return isList() ? (List<JsonValue>) value : List.of();
  }

  /** Whether there are no members or elements. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** Members or elements. */
  public int size() {
    return isObject() ? members().size() : elements().size();
  }

  @Override
  public Iterator<JsonValue> iterator() {
    return elements().iterator();
  }

  /** As JSON; nothing where nothing is. */
  @Override
  public String toString() {
    if (isObject()) {
      return members().entrySet().stream()
          .map(member -> Json.text(member.getKey()) + ": " + member.getValue())
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (isText()) {
      return Json.text(value);
    }
    return isMissing() ? "" : isNull() ? "null" : value.toString();
  }
}
