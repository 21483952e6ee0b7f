package io.cellar.source.local;

import io.cellar.volume.Axes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxDocumentLength(LONGEST)
                          .maxNumberLength(100)
                          .build())
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .build())
          .build();

  AxisTags {
    names = List.copyOf(names);
    resolutions = List.copyOf(resolutions);
  }

  /** What a text says; empty when it is not of that form. */
  static Optional<AxisTags> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    JsonNode axes;
    try {
      axes = MAPPER.readTree(text).path("axes");
    } catch (JacksonException _) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    List<Double> resolutions = new ArrayList<>();
    for (JsonNode axis : axes) {
      JsonNode resolution = axis.path("resolution");
      names.add(axis.path("key").isString() ? axis.path("key").stringValue() : "");
      resolutions.add(resolution.isNumber() ? resolution.doubleValue() : 0);
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(new AxisTags(names, resolutions));
  }

  /** The axes of a dataset; empty when the names do not fit it. */
  Optional<Axes> axes(int rank) {
    return AxisNames.axes(names, rank);
  }
}
