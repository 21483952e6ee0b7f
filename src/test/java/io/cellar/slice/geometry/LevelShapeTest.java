package io.cellar.slice.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.cell.TestVolume;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import io.cellar.volume.DType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LevelShapeTest {
  @Test
  void levelsFollowTheZoomOfThePanesOwnAxes() {
    List<LevelShape> shapes = new ArrayList<>();
    ArrayGeometry finest =
        TestVolume.whole("zyx", DType.UINT8, new long[] {64, 640, 640}, new long[] {8, 8, 8})
            .geometry();
    long[][] scales = {{1, 1, 1}, {1, 2, 2}, {1, 4, 4}, {2, 8, 8}};
    for (int n = 0; n < scales.length; n++) {
      shapes.add(new LevelShape(n, finest, AxisMap.scaled(scales[n]), finest));
    }
    for (int[] zoomAndLevel :
        new int[][] {{400, 0}, {100, 0}, {71, 0}, {50, 1}, {36, 1}, {25, 2}, {12, 3}, {1, 3}}) {
      SliceView xy =
          new SliceView(Axis.X, Axis.Y, new long[3], 0, 0, zoomAndLevel[0] / 100.0, 9, 9);
      assertEquals(zoomAndLevel[1], LevelShape.choose(shapes, xy), xy.toString());
    }
    // Along x the levels go on, along z they hold on: what is too coarse along x is not shown.
    SliceView xz = new SliceView(Axis.X, Axis.Z, new long[3], 0, 0, 0.5, 9, 9);
    assertEquals(1, LevelShape.choose(shapes, xz));
    long[][] onlyZ = {{1, 1, 1}, {2, 1, 1}, {4, 1, 1}};
    List<LevelShape> thin = new ArrayList<>();
    for (int n = 0; n < onlyZ.length; n++) {
      thin.add(new LevelShape(n, finest, AxisMap.scaled(onlyZ[n]), finest));
    }
    SliceView xy = new SliceView(Axis.X, Axis.Y, new long[3], 0, 0, 0.01, 9, 9);
    assertEquals(0, LevelShape.choose(thin, xy));
  }
}
