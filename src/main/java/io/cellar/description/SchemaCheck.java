package io.cellar.description;

import io.cellar.input.PrintableText;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Schema names and versions, and keys that must not be given twice. */
final class SchemaCheck {
  private static final int LONGEST_POINTER = 300;

  private final SourceText source;

  SchemaCheck(SourceText source) {
    this.source = source;
  }

  /**
   * The kind of an object that is a whole description. When the name is missing it is guessed from
   * the keys, so that the other problems are found too; {@link #check} will still tell that it is
   * missing.
   */
  Optional<Schema> kindOf(Fields fields) {
    if (!fields.has(Schema.NAME_KEY)) {
      Optional<Schema> guess = guess(fields);
      if (guess.isEmpty()) {
        fields.require(Schema.NAME_KEY, names());
      }
      return guess;
    }
    Optional<String> name = fields.text(Schema.NAME_KEY);
    Optional<Schema> schema = name.flatMap(SchemaCheck::named);
    if (name.isPresent() && schema.isEmpty()) {
      fields.problem(
          Schema.NAME_KEY,
          Quoting.quote(name.get()) + " is not a kind of description: expected " + names());
    }
    return schema;
  }

  private static Optional<Schema> named(String name) {
    return Arrays.stream(Schema.values()).filter(s -> s.schemaName().equals(name)).findFirst();
  }

  private static Optional<Schema> guess(Fields fields) {
    if (fields.has("levels")) {
      return Optional.of(Schema.LEVELS);
    }
    if (fields.has("remote_description") || fields.has("local_description")) {
      return Optional.of(Schema.COMPOSITE);
    }
    return fields.has("block_shape") ? Optional.of(Schema.LOCAL) : Optional.empty();
  }

  private static String names() {
    return "%s, %s, %s or %s"
        .formatted(
            Schema.COMPOSITE.schemaName(),
            Schema.LOCAL.schemaName(),
            Schema.LEVELS.schemaName(),
            Schema.IMAGE.schemaName());
  }

  /** Checks name and version of an object that must be of a schema. */
  void check(Fields fields, Schema schema) {
    fields.require(Schema.NAME_KEY, schema.schemaName());
    fields
        .text(Schema.NAME_KEY)
        .filter(name -> !name.equals(schema.schemaName()))
        .ifPresent(
            name ->
                fields.problem(
                    Schema.NAME_KEY,
                    "expected " + schema.schemaName() + ", found " + Quoting.quote(name)));
    fields.require(Schema.VERSION_KEY, "the number " + schema.version());
    fields.get(Schema.VERSION_KEY).ifPresent(json -> checkVersion(fields, schema, json));
  }

  private static void checkVersion(Fields fields, Schema schema, Json json) {
    Optional<Double> version = number(json);
    if (version.isEmpty()) {
      fields.problem(
          Schema.VERSION_KEY, "expected the number " + schema.version() + ", found " + json.kind());
      return;
    }
    double found = version.get();
    double expected = schema.version();
    if (!(found <= expected && Math.floor(found) >= Math.floor(expected))) {
      fields.problem(
          Schema.VERSION_KEY,
          "version %s of %s is not supported: expected %s%s"
              .formatted(
                  PythonText.real(found),
                  schema.schemaName(),
                  expected > Math.floor(expected) ? Math.floor(expected) + " to " : "",
                  expected));
    }
    fields.remember(Schema.VERSION_KEY, found);
  }

  /** What Python's float() makes of the value. */
  private static Optional<Double> number(Json json) {
    try {
      if (json instanceof Json.Bool b) {
        return Optional.of(b.value() ? 1.0 : 0.0);
      }
      if (json instanceof Json.Numeral n) {
        return Optional.of(PyNumber.parse(n.literal()).real());
      }
      return json instanceof Json.Text t
          ? Optional.of(PyNumber.parse(t.value().strip()).real())
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * A key of a description's own schema may be given once in each of its objects, however deep;
   * other keys may be repeated, the last one counts.
   */
  void checkRepeated(Fields fields, Schema schema) {
    Set<String> keys = new TreeSet<>(schema.fields());
    keys.add(Schema.NAME_KEY);
    keys.add(Schema.VERSION_KEY);
    checkRepeated(fields.pointer(), fields.object(), keys);
  }

  private void checkRepeated(String pointer, Json json, Set<String> keys) {
    if (json instanceof Json.Obj object) {
      for (Json.Repeated again : object.repeated()) {
        if (keys.contains(again.key())) {
          source.problem(
              below(pointer, again.key()), again.offset(), "is given twice in one object");
        }
      }
      object.members().forEach((key, value) -> checkRepeated(below(pointer, key), value, keys));
    } else if (json instanceof Json.Arr array) {
      for (int i = 0; i < array.elements().size(); i++) {
        checkRepeated(below(pointer, String.valueOf(i)), array.elements().get(i), keys);
      }
    }
  }

  /** A pointer into one more part; one that is long beyond use grows no more. */
  private static String below(String pointer, String key) {
    return pointer.length() > LONGEST_POINTER
        ? pointer
        : pointer
            + "/"
            + PrintableText.of(key, LONGEST_POINTER).replace("~", "~0").replace("/", "~1");
  }
}
