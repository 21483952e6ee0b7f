package io.cellar.ui.prefetch;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import io.cellar.volume.RoiText;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of what the user entered as a region. Toolkit-free. */
sealed interface RegionInput {

  /**
   * A region.
   *
   * @param roi in view coordinates, not empty, inside the view
   */
  record Given(Roi roi) implements RegionInput {}

  /**
   * No region.
   *
   * @param problem in words
   */
  record Wrong(String problem) implements RegionInput {}

  /** One start and one stop of an axis, as typed; an empty one reaches to the edge. */
  record Range(String start, String stop) {}

  /** Reads a roi in the grammar of {@link RoiText}. */
  static RegionInput parse(String text, Axes axes, long[] viewShape) {
    try {
      return new Given(RoiText.parse(text, axes, viewShape));
    } catch (IllegalArgumentException e) {
      return new Wrong(String.valueOf(e.getMessage()));
    }
  }

  /** Reads ranges of single axes; axes that are left out are whole. */
  static RegionInput parse(Map<Axis, Range> ranges, Axes axes, long[] viewShape) {
    String text =
        ranges.entrySet().stream()
            .map(
                e ->
                    e.getKey().letter()
                        + "="
                        + e.getValue().start().strip()
                        + ":"
                        + e.getValue().stop().strip())
            .collect(Collectors.joining(", "));
    return parse(text, axes, viewShape);
  }
}
