package io.cellar.ui.prefetch;

import io.cellar.ui.PrefetchRequest;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.stream.Collectors;

/** Regions in words. Toolkit-free. */
final class RegionWords {

  private RegionWords() {}

  /** To be typed, in the grammar of {@link io.cellar.volume.RoiText}: {@code x=0:64, y=8:16}. */
  static String typed(Axes axes, Roi region) {
    return GoToText.spokenOrder(axes).stream()
        .map(axis -> range(axes, region, axis))
        .collect(Collectors.joining(", "));
  }

  private static String range(Axes axes, Roi region, Axis axis) {
    int d = axes.indexOf(axis);
    return axis.letter() + "=" + region.start(d) + ":" + region.stop(d);
  }

  /** To be read, first and last voxel: {@code x 0–63, y 8–15}. */
  static String read(Axes axes, Roi region) {
    return GoToText.spokenOrder(axes).stream()
        .map(axis -> span(axes, region, axis))
        .collect(Collectors.joining(", "));
  }

  private static String span(Axes axes, Roi region, Axis axis) {
    int d = axes.indexOf(axis);
    String first = axis.letter() + " " + Figures.count(region.start(d));
    return region.size(d) == 1 ? first : first + "–" + Figures.count(region.stop(d) - 1);
  }

  /** The same with the levels that are fetched, unless that is the finest alone. */
  static String read(Axes axes, PrefetchRequest request) {
    String place = read(axes, request.view());
    List<Integer> levels = request.levels();
    if (levels.equals(List.of(0))) {
      return place;
    }
    String numbers = levels.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return Words.of(levels.size() == 1 ? "fetch.level" : "fetch.levels", numbers, place);
  }

  /** How large it is, along the same axes: {@code 64 × 8 × 1 voxels}. */
  static String size(Axes axes, Roi region) {
    return Words.of(
        "prefetch.size",
        GoToText.spokenOrder(axes).stream()
            .map(axis -> Figures.count(region.size(axes.indexOf(axis))))
            .collect(Collectors.joining(" × ")));
  }
}
