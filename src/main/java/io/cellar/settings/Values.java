package io.cellar.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * What a file of Java's properties holds: texts by dotted keys. Written sorted and without a date,
 * one {@code key=value} a line, so that the same values always make the same text.
 *
 * <p>Reading methods throw IllegalArgumentException when a value is missing or cannot be used.
 */
final class Values {
  private static final String CHECK = "check";

  private final SortedMap<String, String> all;
  private final String prefix;

  private Values(SortedMap<String, String> all, String prefix) {
    this.all = all;
    this.prefix = prefix;
  }

  Values() {
    this(new TreeMap<>(), "");
  }

  /**
   * Reads such a text, or one that was written by hand.
   *
   * @throws IllegalArgumentException when it is not in properties form
   */
  static Values parse(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalStateException("a string can always be read", e);
    }
    Values values = new Values();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }

  String toText() {
    Properties properties = new Properties();
    properties.putAll(all);
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

  /** Those whose keys begin with a name and a dot, by the rest of their keys. */
  Values below(String name) {
    return new Values(all, prefix + name + ".");
  }

  /** Those of an element of a list, by its number in so many digits. */
  Values element(int number, int digits) {
    return below(("%0" + digits + "d").formatted(number));
  }

  /** The names that have values {@link #below} them, sorted. */
  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    for (String key : all.tailMap(prefix).keySet()) {
      if (!key.startsWith(prefix)) {
        break;
      }
      int dot = key.indexOf('.', prefix.length());
      if (dot > prefix.length()) {
        names.add(key.substring(prefix.length(), dot));
      }
    }
    return names;
  }

  /** Puts a value: one that is empty not at all, a list's elements with blanks between them. */
  void put(String key, Object value) {
    switch (value) {
      case Optional<?> some -> some.ifPresent(v -> put(key, v));
      case OptionalLong some -> some.ifPresent(v -> put(key, (Long) v));
      case OptionalDouble some -> some.ifPresent(v -> put(key, (Double) v));
      case List<?> list ->
          put(key, list.stream().map(String::valueOf).collect(Collectors.joining(" ")));
      default -> all.put(prefix + key, value.toString());
    }
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(all.get(prefix + key));
  }

  String get(String key) {
    return find(key).orElseThrow(() -> new IllegalArgumentException(prefix + key + " is missing"));
  }

  boolean flag(String key) {
    return Boolean.parseBoolean(get(key));
  }

  double number(String key) {
    return Double.parseDouble(get(key));
  }

  List<Long> longs(String key) {
    return list(key, Long::valueOf);
  }

  <T> List<T> list(String key, Function<String, T> element) {
    return Arrays.stream(get(key).strip().split(" +")).map(element).toList();
  }

  /** Puts a checksum over all other values. */
  void seal() {
    put(CHECK, checksum());
  }

  /** Looks whether what an unlucky disk made of the file is still what was written. */
  void requireSeal() {
    if (!checksum().equals(all.get(CHECK))) {
      throw new IllegalArgumentException("the checksum does not fit");
    }
  }

  private String checksum() {
    CRC32C sum = new CRC32C();
    all.forEach(
        (key, value) -> {
          if (!key.equals(CHECK)) {
            sum.update((key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
          }
        });
    return Long.toHexString(sum.getValue());
  }

  /** All of them by their whole keys. */
  SortedMap<String, String> map() {
    return all;
  }
}
