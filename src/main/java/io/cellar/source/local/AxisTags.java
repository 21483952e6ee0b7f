package io.cellar.source.local;

import io.cellar.input.JsonValue;
import io.cellar.volume.Axes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * The attribute {@code axistags} of vigra and ilastik: JSON of the form {@code
 * {"axes":[{"key":"z","resolution":0.5,…},…]}}, one entry per axis in the order of the dataset; a
 * resolution of 0 is none (vigra, AxisTags.toJSON).
 *
 * @param names of the axes, lower case
 * @param resolutions size of a voxel along each of them; not positive when not told
 */
record AxisTags(List<String> names, List<Double> resolutions) {
  private static final int LONGEST = 1 << 16;

  AxisTags {
    names = List.copyOf(names);
    resolutions = List.copyOf(resolutions);
  }

  /** What a text says; empty when it is not of that form. */
  static Optional<AxisTags> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    JsonValue axes;
    try {
      axes = JsonValue.parse(text.getBytes(StandardCharsets.UTF_8)).get("axes");
    } catch (JacksonException _) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    List<Double> resolutions = new ArrayList<>();
    for (JsonValue axis : axes) {
      JsonValue resolution = axis.get("resolution");
      names.add(axis.get("key").isText() ? axis.get("key").text() : "");
      resolutions.add(resolution.isNumber() ? resolution.real() : 0);
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(new AxisTags(names, resolutions));
  }

  /** The axes of a dataset; empty when the names do not fit it. */
  Optional<Axes> axes(int rank) {
    return AxisNames.axes(names, rank);
  }
}
