package io.cellar.job.style;

import io.cellar.input.FileTrouble;
import io.cellar.input.JsonValue;
import io.cellar.input.PrintableText;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * Reads a style from a file: one JSON object with the fields of {@link ConcurrencyStyle}, each at
 * most once.
 */
public final class StyleFile {
  /** Longest file in bytes; all fields together need some four hundred. */
  private static final int LONGEST = 64 * 1024;

  private static final String OBJECT = "a JSON object such as {\"numReadWorkers\": 8}";

  private StyleFile() {}

  /**
   * Reads a style that is to be used on this computer. Blocks.
   *
   * @param processors of this computer, see {@link ConcurrencyStyle#requireProcessors}
   * @throws StyleException if there is no such file, or no style in it; names the file, and the
   *     field where there is one
   */
  public static ConcurrencyStyle read(Path file, int processors) {
    try {
      return ConcurrencyStyle.of(fields(content(file))).requireProcessors(processors);
    } catch (StyleException e) {
      throw e.in(file);
    }
  }

  private static byte[] content(Path file) {
    byte[] content;
    try {
      content = RegularFile.read(file, LONGEST + 1);
    } catch (IOException e) {
      throw new StyleException(
          FileTrouble.reason(e), "", "", "a file with " + OBJECT, "check the file's name");
    }
    if (content.length > LONGEST) {
      throw new StyleException(
          "the file is longer than " + LONGEST + " bytes",
          "",
          "",
          OBJECT,
          "check that it is the file you mean");
    }
    return content;
  }

  private static Map<String, Object> fields(byte[] content) {
    JsonValue whole;
    try {
      whole = JsonValue.parseStrictly(content);
    } catch (JacksonException e) {
      throw notJson(e);
    }
    if (!whole.isObject()) {
      String what = whole.isMissing() ? "is empty" : "holds no JSON object";
      throw new StyleException("the file " + what, "", "", OBJECT, "put the fields in braces");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    whole.members().forEach((name, field) -> fields.put(name, value(field)));
    return fields;
  }

  /** As {@link ConcurrencyStyle#of} takes it; of what no field can be, enough to show it. */
  private static Object value(JsonValue field) {
    if (field.isNumber()) {
      return field.isInteger() ? field.integer() : field.decimal();
    }
    if (field.isText()) {
      return field.text();
    }
    if (field.isBoolean()) {
      return field.truth();
    }
    return field.isNull() ? null : Map.of();
  }

  private static StyleException notJson(JacksonException e) {
    String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    String first = message.lines().findFirst().orElse("").replaceAll(" ?\\([^()]*\\)", "");
    int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
    boolean twice = first.startsWith("Duplicate");
    return new StyleException(
        twice
            ? "a field is there twice"
            : "the file is not JSON: "
                + PrintableText.of(first, 120)
                + (line > 0 ? ", line " + line : ""),
        twice ? first.replaceAll(".*[\"'](.*)[\"'].*", "$1") : "",
        "",
        twice ? "each field once" : OBJECT,
        twice ? "take one of the two out" : "correct the file");
  }
}
