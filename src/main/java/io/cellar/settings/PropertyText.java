package io.cellar.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Java's properties as text, one {@code key=value} a line, sorted and without a date, so that the
 * same values always make the same text.
 */
final class PropertyText {
  private PropertyText() {}

  static String write(Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    StringWriter out = new StringWriter();
    try {
      properties.store(out, null);
    } catch (IOException e) {
      throw new IllegalStateException("a string can always be written to", e);
    }
    return out.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * Reads such a text, or one that was written by hand.
   *
   * @throws IllegalArgumentException when it is not in properties form
   */
  static SortedMap<String, String> read(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalStateException("a string can always be read", e);
    }
    SortedMap<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }
}
