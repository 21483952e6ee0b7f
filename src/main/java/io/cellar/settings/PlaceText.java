package io.cellar.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Places as properties: {@code …position}, {@code …center} and {@code …zoom}. */
final class PlaceText {
  private static final String POSITION = "position";
  private static final String CENTER = "center";
  private static final String ZOOM = "zoom";

  private PlaceText() {}

  static void put(SortedMap<String, String> values, String prefix, ViewPlace place) {
    values.put(prefix + POSITION, text(place.position()));
    values.put(prefix + CENTER, text(place.center()));
    values.put(prefix + ZOOM, String.valueOf(place.zoom()));
  }

  /** Empty when there is none; throws IllegalArgumentException when it cannot be used. */
  static Optional<ViewPlace> get(SortedMap<String, String> values, String prefix) {
    String position = values.get(prefix + POSITION);
    return position == null
        ? Optional.empty()
        : Optional.of(
            new ViewPlace(
                longs(position),
                numbers(required(values, prefix + CENTER)),
                Double.parseDouble(required(values, prefix + ZOOM))));
  }

  static String text(List<? extends Number> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  static List<Long> longs(String text) {
    return Arrays.stream(text.strip().split(" +")).map(Long::valueOf).toList();
  }

  private static List<Double> numbers(String text) {
    return Arrays.stream(text.strip().split(" +")).map(Double::valueOf).toList();
  }

  static String required(SortedMap<String, String> values, String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }
}
