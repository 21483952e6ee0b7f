package io.cellar.description;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** What the levels of one volume must agree on. */
final class LevelRules {
  private final Fields fields;
  private final Path file;

  /**
   * @param fields of the whole description
   * @param file what the volume is called when nothing has a name
   */
  LevelRules(Fields fields, Path file) {
    this.fields = fields;
    this.file = file;
  }

  /**
   * Notes where levels do not fit each other.
   *
   * @param parsed all levels, those with problems too
   * @return the volume; empty when a level has problems of its own
   */
  Optional<MultiLevelVolume> check(List<LevelsParser.Level> parsed) {
    Optional<String> name = fields.text("name").filter(n -> !n.isBlank());
    Optional<Axes> axes =
        parsed.isEmpty()
            ? Optional.empty()
            : parsed.getFirst().volume().map(v -> v.volume().axes());
    Voxels voxels = Voxels.parse(List.of(fields), axes);
    List<Level> levels = new ArrayList<>();
    for (int n = 0; n < parsed.size(); n++) {
      LevelsParser.Level level = parsed.get(n);
      if (level.volume().isEmpty() || level.downsampling().isEmpty()) {
        return Optional.empty();
      }
      levels.add(
          new Level(n, level.volume().get().volume(), AxisMap.scaled(level.downsampling().get())));
    }
    boolean good = !levels.isEmpty();
    for (int n = 0; n < levels.size(); n++) {
      good &= new Pair(parsed.get(n).fields(), levels, n).fits();
    }
    return good ? Optional.of(named(name, voxels, levels)) : Optional.empty();
  }

  private MultiLevelVolume named(Optional<String> name, Voxels voxels, List<Level> levels) {
    VolumeDescription finest = levels.getFirst().volume();
    String all = name.orElse(finest.name().isBlank() ? "" + file.getFileName() : finest.name());
    List<Double> size = voxels.size().isEmpty() ? finest.voxelSize() : voxels.size();
    String unit = voxels.unit().isEmpty() ? finest.voxelUnit() : voxels.unit();
    List<Level> named = new ArrayList<>();
    for (Level level : levels) {
      VolumeDescription v = level.volume();
      boolean own = level.number() > 0 && !v.voxelSize().isEmpty();
      named.add(
          new Level(
              level.number(),
              new VolumeDescription(
                  level.number() == 0 ? all : all + ", level " + level.number(),
                  v.geometry(),
                  v.cache(),
                  v.origin(),
                  v.fill(),
                  v.drange(),
                  own || size.isEmpty() ? v.voxelSize() : scaled(size, finest.axes(), level),
                  own ? v.voxelUnit() : unit),
              level.toFinest()));
    }
    return new MultiLevelVolume(all, named);
  }

  /** Level 0's voxel size as it is at a level, in the level's axes order. */
  private static List<Double> scaled(List<Double> size, Axes axes, Level level) {
    return level.volume().axes().order().stream()
        .map(axis -> size.get(axes.indexOf(axis)) * level.toFinest(axis).scale())
        .toList();
  }

  /** One level against the finest and the one before it. */
  private record Pair(Fields fields, List<Level> levels, int n) {

    boolean fits() {
      Level level = levels.get(n);
      VolumeDescription volume = level.volume();
      VolumeDescription finest = levels.getFirst().volume();
      boolean fits = hasOwnRoot();
      if (volume.dtype() != finest.dtype()) {
        fits =
            wrong(
                "description",
                "the dtype %s of level %d must be that of level 0, %s"
                    .formatted(volume.dtype().numpyName(), n, finest.dtype().numpyName()));
      }
      if (!EnumSet.copyOf(volume.axes().order()).equals(EnumSet.copyOf(finest.axes().order()))) {
        return wrong(
            "description",
            "the axes \"%s\" of level %d must be those of level 0, \"%s\""
                .formatted(volume.axes(), n, finest.axes()));
      }
      return scales(level) && hasRightSize(level) && fits;
    }

    private boolean scales(Level level) {
      if (n == 0) {
        return level.toFinest().stream().allMatch(AxisMap::isIdentity)
            || wrong(
                "downsampling",
                "of level 0, the finest, must be all ones, found "
                    + level.toFinest().stream().map(map -> (long) map.scale()).toList());
      }
      Level before = levels.get(n - 1);
      for (Axis axis : level.volume().axes().order()) {
        if (before.volume().axes().has(axis) && factor(level, axis) < factor(before, axis)) {
          return wrong(
              "downsampling",
              "along %s is %d at level %d, but %d at level %d: levels go from fine to coarse"
                  .formatted(axis.letter(), factor(level, axis), n, factor(before, axis), n - 1));
        }
      }
      return true;
    }

    private static long factor(Level level, Axis axis) {
      return (long) level.toFinest(axis).scale();
    }

    private boolean hasRightSize(Level level) {
      VolumeDescription finest = levels.getFirst().volume();
      for (Axis axis : level.volume().axes().order()) {
        long whole = finest.viewShape()[finest.axes().indexOf(axis)];
        long size = level.volume().viewShape()[level.volume().axes().indexOf(axis)];
        long d = factor(level, axis);
        if (size != whole / d && size != Math.ceilDiv(whole, d)) {
          return wrong(
              "downsampling",
              ("level %d has a view of %d voxels along %s, but level 0 has %d, which divided by %d"
                      + " is %s")
                  .formatted(n, size, axis.letter(), whole, d, sizes(whole, d)));
        }
      }
      return true;
    }

    private static String sizes(long whole, long d) {
      long down = whole / d;
      return whole % d == 0 || down == 0 ? "" + Math.ceilDiv(whole, d) : down + " or " + (down + 1);
    }

    /** Two levels in one folder would take each other's blocks for their own. */
    private boolean hasOwnRoot() {
      Path root = CacheRoot.real(levels.get(n).volume().cache().root());
      for (int other = 0; other < n; other++) {
        if (root.equals(CacheRoot.real(levels.get(other).volume().cache().root()))) {
          return wrong(
              "description",
              "level %d would keep its blocks in the folder of level %d, %s: give it a"
                      .formatted(n, other, root)
                  + " dataset_root_dir of its own");
        }
      }
      return true;
    }

    private boolean wrong(String key, String message) {
      fields.problem(key, message);
      return false;
    }
  }
}
