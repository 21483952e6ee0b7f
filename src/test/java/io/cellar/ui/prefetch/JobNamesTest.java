package io.cellar.ui.prefetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.ui.DemoVolume;
import io.cellar.ui.JobRequest.Part;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.AxisMap;
import io.cellar.volume.DType;
import io.cellar.volume.Described;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Roi;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two jobs of the same region at two levels are told apart. */
class JobNamesTest {
  private static Level level(int number, long size, long scale) {
    ArrayGeometry geometry =
        ArrayGeometry.whole(
            Axes.parse("yx"), DType.UINT8, new long[] {size, size}, new long[] {8, 8});
    return new Level(number, Described.volume("v", geometry), AxisMap.scaled(scale, scale));
  }

  @Test
  void theLevelsOfAVolumeThatHasSeveralAreNamed() {
    MultiLevelVolume volume =
        new MultiLevelVolume("v", List.of(level(0, 100, 1), level(1, 50, 2), level(2, 25, 4)));
    assertEquals("v (level 0)", JobNames.of(volume, List.of(0)));
    assertEquals("v (level 1)", JobNames.of(volume, List.of(1)));
    assertEquals("v (levels 0, 2)", JobNames.of(volume, List.of(0, 2)));
    assertEquals("v", JobNames.of(volume, List.of()));
  }

  @Test
  void theOnlyLevelIsNot() {
    Part part = new Part(DemoVolume.tissue(), Roi.ofShape(64, 32, 16), List.of(0));
    assertEquals("tissue 0:64,0:32,0:16", JobNames.of(List.of(part)));
    assertEquals("tissue 0:64,0:32,0:16", JobNames.of(List.of(part, part)));
    assertEquals("", JobNames.of(List.of()));
  }
}
