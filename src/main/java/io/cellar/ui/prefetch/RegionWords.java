package io.cellar.ui.prefetch;

import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
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

  /** How large it is, along the same axes: {@code 64 × 8 × 1 voxels}. */
  static String size(Axes axes, Roi region) {
    return Words.of(
        "prefetch.size",
        GoToText.spokenOrder(axes).stream()
            .map(axis -> Figures.count(region.size(axes.indexOf(axis))))
            .collect(Collectors.joining(" × ")));
  }
}
