package io.cellar.volume;

import java.util.Arrays;
import java.util.List;

/**
 * A volume at one or several resolutions.
 *
 * @param name what to call it
 * @param levels the finest first, numbered from 0; all with the same axes in any order and the same
 *     dtype. A volume without coarser levels has one
 */
public record MultiLevelVolume(String name, List<Level> levels) {

  public MultiLevelVolume {
    levels = List.copyOf(levels);
    for (int n = 0; n < levels.size(); n++) {
      if (levels.get(n).number() != n) {
        throw new IllegalArgumentException(
            "level " + levels.get(n).number() + " of " + name + " stands at place " + n);
      }
    }
    if (levels.isEmpty() || Arrays.stream(levels.getFirst().downsampling()).anyMatch(d -> d != 1)) {
      throw new IllegalArgumentException(name + " has no level 0 with downsampling 1");
    }
  }

  /** A volume of one level. */
  public static MultiLevelVolume of(VolumeDescription volume) {
    long[] ones = new long[volume.axes().rank()];
    Arrays.fill(ones, 1);
    return new MultiLevelVolume(volume.name(), List.of(new Level(0, volume, ones)));
  }

  /** Level 0, whose view coordinates are those of the whole. */
  public VolumeDescription finest() {
    return levels.getFirst().volume();
  }

  /** The last level. */
  public Level coarsest() {
    return levels.getLast();
  }
}
