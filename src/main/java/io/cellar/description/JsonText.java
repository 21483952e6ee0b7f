package io.cellar.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads JSON as Python's parser does: strict, but {@code NaN}, {@code Infinity} and {@code
 * -Infinity} are numbers. Bounded in depth and in the length of numbers and texts, so that no input
 * can exhaust the stack or the memory.
 */
final class JsonText {
  /** Longest description in characters; real ones have two or three thousand. */
  static final int LONGEST = 1 << 20;

  private static final int DEEPEST = 64;
  private static final Set<String> SPECIAL_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxDocumentLength(LONGEST)
                  .maxNumberLength(400)
                  .maxNameLength(10_000)
                  .maxStringLength(100_000)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final SourceText source;
  private final JsonParser parser;

  private JsonText(SourceText source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
  }

  /**
   * Reads the one object that a description is.
   *
   * @throws DescriptionException when the text is not JSON, or not an object
   */
  static Json.Obj readObject(SourceText source) throws DescriptionException {
    String text = source.text();
    if (text.length() > LONGEST) {
      throw failure(source, -1, "longer than " + LONGEST + " characters: not a description");
    }
    if (text.startsWith("\uFEFF")) {
      throw failure(
          source,
          0,
          "starts with a byte order mark, which JSON does not allow: save it as UTF-8 without one");
    }
    if (text.isBlank()) {
      throw failure(source, 0, "is empty: expected a JSON object");
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new JsonText(source, parser).root();
    } catch (StreamConstraintsException e) {
      throw failure(source, offset(e, text), limit(e));
    } catch (JacksonException e) {
      throw failure(source, offset(e, text), "is not JSON: " + reason(e));
    }
  }

  private Json.Obj root() throws DescriptionException {
    Json value = value(parser.nextToken());
    if (parser.nextToken() != null) {
      throw failure(source, here(), "is not JSON: something follows the end of the object");
    }
    if (value instanceof Json.Obj object) {
      return object;
    }
    throw failure(
        source, value.offset(), "expected a JSON object { … }, but this is " + value.kind());
  }

  private Json value(JsonToken token) throws DescriptionException {
    int at = here();
    return switch (token) {
      case START_OBJECT -> object(at);
      case START_ARRAY -> array(at);
      case VALUE_STRING -> new Json.Text(at, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(at, parser.getString());
      case VALUE_TRUE -> new Json.Bool(at, true);
      case VALUE_FALSE -> new Json.Bool(at, false);
      case VALUE_NULL -> new Json.Null(at);
      default -> throw failure(source, at, "is not JSON: a value is missing");
    };
  }

  private Json number(int at, String literal) throws DescriptionException {
    boolean special = Character.isLetter(literal.charAt(literal.length() - 1));
    if (special && !SPECIAL_NUMBERS.contains(literal)) {
      throw failure(source, at, "is not JSON: " + Quoting.quote(literal) + " is not a number");
    }
    return new Json.Numeral(at, literal);
  }

  private Json array(int at) throws DescriptionException {
    List<Json> elements = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      elements.add(value(t));
    }
    return new Json.Arr(at, elements);
  }

  private Json object(int at) throws DescriptionException {
    Map<String, Json> members = new LinkedHashMap<>();
    List<Json.Repeated> repeated = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyAt = here();
      if (members.put(key, value(parser.nextToken())) != null) {
        repeated.add(new Json.Repeated(key, keyAt));
      }
    }
    return new Json.Obj(at, members, repeated);
  }

  private int here() {
    return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
  }

  private static int offset(JacksonException e, String text) {
    long at = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    return Math.clamp(at, -1, text.length());
  }

  private static String limit(StreamConstraintsException e) {
    String message = firstLine(e.getOriginalMessage());
    return message.contains("nesting")
        ? "is nested deeper than " + DEEPEST + " levels: not a description"
        : "is beyond all measure: " + message;
  }

  /** The parser's words, without those that speak of its own settings. */
  private static String reason(JacksonException e) {
    String line = firstLine(e.getOriginalMessage());
    return line.startsWith("Unexpected end-of-input")
        ? "it ends too early; a brace, bracket or quotation mark is not closed"
        : line.replaceAll("\\s*\\([^()]*\\[SourceText:[^\\]]*\\]?\\)?", "");
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  private static DescriptionException failure(SourceText source, int at, String message) {
    source.problem("", at, message);
    return source.failure();
  }
}
