package io.cellar.volume;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A volume at one or several resolutions.
 *
 * @param name what to call it
 * @param levels the finest first, numbered from 0; all with the same axes in any order and the same
 *     dtype. A volume without coarser levels has one
 * @param notes what the user should know of how it was read: guesses, levels that were left out
 */
public record MultiLevelVolume(String name, List<Level> levels, List<String> notes) {

  public MultiLevelVolume {
    levels = List.copyOf(levels);
    notes = List.copyOf(notes);
    for (int n = 0; n < levels.size(); n++) {
      if (levels.get(n).number() != n) {
        throw new IllegalArgumentException(
            "level " + levels.get(n).number() + " of " + name + " stands at place " + n);
      }
    }
    if (levels.isEmpty() || !levels.getFirst().toFinest().stream().allMatch(AxisMap::isIdentity)) {
      throw new IllegalArgumentException(name + " has no level 0 that lies over itself");
    }
    for (Level level : levels) {
      requireMeeting(level, levels.getFirst().volume());
    }
  }

  /** A volume of which nothing has to be noted. */
  public MultiLevelVolume(String name, List<Level> levels) {
    this(name, levels, List.of());
  }

  private static void requireMeeting(Level level, VolumeDescription finest) {
    for (int d = 0; d < level.toFinest().size(); d++) {
      AxisMap map = level.toFinest().get(d);
      Axis axis = level.volume().axes().get(d);
      long size = finest.viewShape()[finest.axes().indexOf(axis)];
      long own = level.volume().viewShape()[d];
      double end = map.apply(own);
      if (!Level.isMeeting(map, own, size)) {
        throw new IllegalArgumentException(
            "level %d of %s reaches from %s to %s along %s, the finest from 0 to %s"
                .formatted(level.number(), finest.name(), map.offset(), end, axis.letter(), size));
      }
    }
  }

  /** A volume of one level. */
  public static MultiLevelVolume of(VolumeDescription volume) {
    return new MultiLevelVolume(
        volume.name(), List.of(new Level(0, volume, AxisMap.identity(volume.axes().rank()))));
  }

  /** Level 0, whose view coordinates are those of the whole. */
  public VolumeDescription finest() {
    return levels.getFirst().volume();
  }

  /**
   * The folder where blocks are kept: that of the finest level, or, of files of the user's own,
   * that of the levels which are computed from them; empty when nothing is kept.
   */
  public Optional<Path> cacheFolder() {
    if (!finest().isOriginal()) {
      return Optional.of(finest().cache().root());
    }
    return levels.stream()
        .filter(level -> level.volume().isComputed())
        .findFirst()
        .map(level -> level.volume().cache().root().getParent());
  }

  /** The last level. */
  public Level coarsest() {
    return levels.getLast();
  }
}
