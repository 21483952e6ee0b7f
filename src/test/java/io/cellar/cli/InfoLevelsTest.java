package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.input.Json;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.AxisMap;
import io.cellar.volume.DType;
import io.cellar.volume.Described;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Factors are told as they are, whole ones without a point. */
class InfoLevelsTest {

  private static Level level(int number, long size, List<AxisMap> toFinest) {
    ArrayGeometry geometry =
        ArrayGeometry.whole(
            Axes.parse("yx"), DType.UINT8, new long[] {size, size}, new long[] {8, 8});
    return new Level(number, Described.volume("v", geometry), toFinest);
  }

  @Test
  void wholeAndRealFactors() {
    MultiLevelVolume volume =
        new MultiLevelVolume(
            "v",
            List.of(
                level(0, 100, AxisMap.identity(2)),
                level(1, 50, AxisMap.scaled(2, 2)),
                level(2, 35, List.of(new AxisMap(2.857, 0.5), new AxisMap(2.857, 0)))));
    assertEquals(
        List.of(
            "level 0: shape [100, 100], downsampling [1, 1]",
            "level 1: shape [50, 50], downsampling [2, 2]",
            "level 2: shape [35, 35], downsampling [2.857, 2.857]"),
        InfoLevels.lines(volume));
    assertEquals(
        List.of("[1, 1]", "[2, 2]", "[2.857, 2.857]"),
        InfoLevels.objects(volume).stream().map(o -> Json.text(o.get("downsampling"))).toList());
  }
}
