package io.cellar.cli;

import io.cellar.input.Json;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The levels of a volume, as {@code cellar info} tells them. */
final class InfoLevels {
  private InfoLevels() {}

  static List<Map<String, Object>> objects(MultiLevelVolume volume) {
    return volume.levels().stream().map(InfoLevels::object).toList();
  }

  private static Map<String, Object> object(Level level) {
    return Json.object(
        "level", level.number(),
        "downsampling", factors(level),
        "axes", level.volume().axes().toString(),
        "shape", level.volume().viewShape(),
        "block_shape", level.geometry().blockShape(),
        "root", level.volume().cache().root().toString());
  }

  private static List<Number> factors(Level level) {
    return level.toFinest().stream().map(AxisMap::scale).map(InfoLevels::plain).toList();
  }

  private static Number plain(double factor) {
    return factor == Math.rint(factor) ? (Number) (long) factor : factor;
  }

  /** A line for each level; none for a volume of one. */
  static List<String> lines(MultiLevelVolume volume) {
    if (volume.levels().size() == 1) {
      return List.of();
    }
    return volume.levels().stream()
        .map(
            level ->
                "level %d: shape %s, downsampling %s"
                    .formatted(
                        level.number(),
                        Arrays.toString(level.volume().viewShape()),
                        factors(level)))
        .toList();
  }
}
