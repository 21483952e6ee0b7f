package io.cellar.description;

import java.util.List;
import java.util.Map;

/** A JSON value that knows where in the text it begins. */
sealed interface Json {
  /** Offset of the value's first character in the text. */
  int offset();

  /** What the value is, for messages. */
  String kind();

  /**
   * An object. A key that is given twice keeps its last value, as in Python.
   *
   * @param members in the order of the text
   * @param repeated keys that were given more than once, one entry for each repetition
   */
  record Obj(int offset, Map<String, Json> members, List<Repeated> repeated) implements Json {
    @Override
    public String kind() {
      return "an object";
    }
  }

  /** A key that had been given before in its object. */
  record Repeated(String key, int offset) {}

  /** A list. */
  record Arr(int offset, List<Json> elements) implements Json {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A text, unescaped. */
  record Text(int offset, String value) implements Json {
    @Override
    public String kind() {
      return "a text";
    }
  }

  /** A number as written; {@code NaN}, {@code Infinity} and {@code -Infinity} too. */
  record Numeral(int offset, String literal) implements Json {
    @Override
    public String kind() {
      return "the number " + Quoting.quote(literal);
    }
  }

  /** True or false. */
  record Bool(int offset, boolean value) implements Json {
    @Override
    public String kind() {
      return value ? "true" : "false";
    }
  }

  /** Null, which means absent. */
  record Null(int offset) implements Json {
    @Override
    public String kind() {
      return "null";
    }
  }
}
