package io.cellar.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The headers of an answer in the order in which they came; names in any case. Immutable. */
public final class Headers {
  private final String[] names;
  private final String[] values;

  /**
   * @param names not copied
   * @param values of the same length, not copied
   */
  Headers(String[] names, String[] values) {
    this.names = names;
    this.values = values;
  }

  /** Headers of one value each. */
  public static Headers of(Map<String, String> values) {
    List<String> names = new ArrayList<>(values.keySet());
    return new Headers(
        names.toArray(new String[0]), names.stream().map(values::get).toArray(String[]::new));
  }

  /** As they were sent, one for each value. */
  public List<String> names() {
    return List.of(names);
  }

  /** A header's first value. */
  public Optional<String> firstValue(String name) {
    return Optional.ofNullable(first(name));
  }

  /** A header's first value, or null. */
  String first(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equalsIgnoreCase(name)) {
        return values[i];
      }
    }
    return null;
  }

  /** A header's values, each as it stands in a line of its own. */
  public List<String> allValues(String name) {
    List<String> all = List.of();
    for (int i = 0; i < names.length; i++) {
      if (names[i].equalsIgnoreCase(name)) {
        all = all.isEmpty() ? new ArrayList<>() : all;
        all.add(values[i]);
      }
    }
    return all;
  }

  /** True when a word stands in a header whose values are lists (RFC 9110, section 5.6.1). */
  boolean has(String name, String word) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equalsIgnoreCase(name)) {
        for (String item : values[i].split(",", -1)) {
          if (item.strip().equalsIgnoreCase(word)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Content-Length, or -1 if there is none that can be understood. */
  long contentLength() {
    String text = first("Content-Length");
    return text == null ? -1 : length(text);
  }

  /** Digits as a number; -1 for anything else, and for more digits than any body has bytes. */
  static long length(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return -1;
    }
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      length = 10 * length + (c - '0');
    }
    return length;
  }
}
