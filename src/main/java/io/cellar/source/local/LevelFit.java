package io.cellar.source.local;

import io.cellar.volume.AxisMap;
import io.cellar.volume.Level;
import java.util.List;
import java.util.Optional;

/** Whether a dataset can be a further level of an image. */
final class LevelFit {
  private LevelFit() {}

  /**
   * Compares a level with the finest one and the one before it, all of the same axes.
   *
   * @return why it does not fit
   */
  static Optional<String> misfit(List<LocalLevel> levels, LocalLevel level) {
    LocalLevel finest = levels.getFirst();
    LocalLevel before = levels.getLast();
    if (level.dtype() != finest.dtype()) {
      return Optional.of(
          "its dtype is %s, not %s"
              .formatted(level.dtype().numpyName(), finest.dtype().numpyName()));
    }
    boolean coarser = false;
    for (int d = 0; d < level.toFinest().size(); d++) {
      AxisMap map = level.toFinest().get(d);
      double beforeScale = before.toFinest().get(d).scale();
      double end = map.apply(level.shape()[d]);
      long size = finest.shape()[d];
      if (!Level.isMeeting(map, level.shape()[d], size)) {
        return Optional.of(
            "along %s it reaches to %.6g, the finest to %d"
                .formatted(level.axes().get(d).letter(), end, size));
      }
      if (map.scale() < beforeScale) {
        return Optional.of(
            "it is finer along %s than the level before it"
                .formatted(level.axes().get(d).letter()));
      }
      coarser |= map.scale() > beforeScale;
    }
    return coarser ? Optional.empty() : Optional.of("it is not coarser than the level before it");
  }
}
