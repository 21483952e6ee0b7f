package io.cellar.volume;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A template in the form of Python's {@code str.format}, as block file names and URLs are written:
 * {@code {x_start}}, {@code {z_start:05d}}, {@code {{} and {@code }}} for braces. Fields are names;
 * conversions ({@code !r}), attributes, indexes and nested fields are refused.
 *
 * <p>Format of a spec, from Python's "Format Specification Mini-Language": {@code
 * [[fill]align][sign][#][0][width][grouping] [.precision][type]} with types {@code d b o x X} for
 * integers and {@code s} for texts.
 */
public final class PythonFormat {
  private sealed interface Part {}

  private record Text(String text) implements Part {}

  private record Field(String name, PythonFormatSpec spec) implements Part {}

  private final String template;
  private final List<Part> parts;

  private PythonFormat(String template, List<Part> parts) {
    this.template = template;
    this.parts = List.copyOf(parts);
  }

  /**
   * Parses a template.
   *
   * @throws IllegalArgumentException naming the position of what is wrong
   */
  public static PythonFormat parse(String template) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i);
      if ((c == '{' || c == '}') && i + 1 < template.length() && template.charAt(i + 1) == c) {
        text.append(c);
        i += 2;
      } else if (c == '}') {
        throw new IllegalArgumentException(
            "single '}' at position " + i + " (write }} for a brace)");
      } else if (c == '{') {
        int end = template.indexOf('}', i);
        if (end < 0) {
          throw new IllegalArgumentException(
              "'{' at position " + i + " is never closed (write {{ for a brace)");
        }
        parts.add(new Text(text.toString()));
        text.setLength(0);
        parts.add(field(template.substring(i + 1, end), i));
        i = end + 1;
      } else {
        text.append(c);
        i++;
      }
    }
    parts.add(new Text(text.toString()));
    return new PythonFormat(template, parts);
  }

  private static Field field(String inside, int position) {
    int colon = inside.indexOf(':');
    String name = colon < 0 ? inside : inside.substring(0, colon);
    if (!name.matches("[A-Za-z_][A-Za-z_0-9]*")) {
      throw new IllegalArgumentException(
          "{"
              + inside
              + "} at position "
              + position
              + " is not a plain field such as {x_start} or {x_start:05d}");
    }
    try {
      return new Field(name, PythonFormatSpec.parse(colon < 0 ? "" : inside.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "{" + inside + "} at position " + position + ": " + e.getMessage(), e);
    }
  }

  /** Names of the fields, in order of their first use. */
  public Set<String> fields() {
    Set<String> names = new LinkedHashSet<>();
    for (Part part : parts) {
      if (part instanceof Field field) {
        names.add(field.name());
      }
    }
    return names;
  }

  /**
   * Fills the fields.
   *
   * @param values a {@link Long} or {@link String} per field
   * @throws IllegalArgumentException if a field has no value or its spec does not fit the value
   */
  public String format(Map<String, ?> values) {
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Text text) {
        out.append(text.text());
      } else if (part instanceof Field field) {
        Object value = values.get(field.name());
        if (value instanceof Long number) {
          out.append(field.spec().format(number));
        } else if (value instanceof String text) {
          out.append(field.spec().format(text));
        } else {
          throw new IllegalArgumentException("no value for {" + field.name() + "}");
        }
      }
    }
    return out.toString();
  }

  /** The template as written. */
  @Override
  public String toString() {
    return template;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof PythonFormat format && template.equals(format.template);
  }

  @Override
  public int hashCode() {
    return template.hashCode();
  }
}
