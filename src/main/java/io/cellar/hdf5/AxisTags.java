package io.cellar.hdf5;

import io.cellar.volume.Axes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attribute {@code axistags} that vigra and ilastik write: JSON of the form {@code
 * {"axes":[{"key":"z",…},…]}}.
 */
final class AxisTags {
  /** Keys are single letters; nothing else in the text is of interest. */
  private static final Pattern KEY = Pattern.compile("\"key\"\\s*:\\s*\"([^\"]*)\"");

  private AxisTags() {}

  /** The axes that the text names; empty when they are not usable for data of that rank. */
  static Optional<Axes> parse(String text, int rank) {
    StringBuilder letters = new StringBuilder();
    Matcher keys = KEY.matcher(text);
    while (keys.find()) {
      letters.append(keys.group(1));
    }
    if (letters.length() != rank) {
      return Optional.empty();
    }
    try {
      return Optional.of(Axes.parse(letters.toString()));
    } catch (IllegalArgumentException e) {
      // Such as "f" for a frequency: the file is fine, its axes just have no place here.
      return Optional.empty();
    }
  }
}
