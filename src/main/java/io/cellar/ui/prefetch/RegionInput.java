package io.cellar.ui.prefetch;

import io.cellar.ui.words.Words;
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
  record Range(String start, String stop) {
    String text() {
      return start.strip() + ":" + stop.strip();
    }
  }

  /** Reads a roi in the grammar of {@link RoiText}. */
  static RegionInput parse(String text, Axes axes, long[] viewShape) {
    try {
      return new Given(RoiText.parse(text, axes, viewShape));
    } catch (IllegalArgumentException e) {
      // The text is in the field already; what is wrong with it comes after it.
      String what = String.valueOf(e.getMessage()).replaceFirst("^roi \".*?\": ", "");
      return new Wrong(Words.of("prefetch.textWrong", what));
    }
  }

  /** Ranges of axes in the same grammar. */
  static String text(Map<Axis, Range> ranges) {
    return ranges.entrySet().stream()
        .map(e -> e.getKey().letter() + "=" + e.getValue().text())
        .collect(Collectors.joining(", "));
  }
}
