package io.cellar.slice.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.TestVolume;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlicePlaneTest {
  @Test
  void aPlaneIsCopiedInAnyDirection() {
    long seed = 77;
    Random random = new Random(seed);
    for (DType dtype : DType.values()) {
      long[] shape = {1 + random.nextInt(50), 1 + random.nextInt(50), 1 + random.nextInt(50)};
      TestVolume volume = TestVolume.whole("zyx", dtype, shape, shape);
      Block block = volume.voxels(Roi.ofShape(shape));
      for (int h = 0; h < 3; h++) {
        for (int v = 0; v < 3; v++) {
          if (h == v) {
            continue;
          }
          long[] at = {0, 0, 0};
          int hidden = 3 - h - v;
          at[hidden] = random.nextInt((int) shape[hidden]);
          SlicePlane plane = SlicePlane.copy(block, h, v, block.offset(at));
          for (int y = 0; y < shape[v]; y++) {
            for (int x = 0; x < shape[h]; x++) {
              at[h] = x;
              at[v] = y;
              assertEquals(
                  Array.get(block.values(), block.offset(at)), plane.get(x, y), "seed " + seed);
            }
          }
          planesCopiedTogetherAreTheSame(block, h, v, hidden);
        }
      }
    }
  }

  private static void planesCopiedTogetherAreTheSame(Block block, int h, int v, int hidden) {
    int count = (int) block.size(hidden);
    int apart = SlicePlane.stride(block, hidden);
    List<SlicePlane> together = SlicePlane.copy(block, h, v, 0, apart, count);
    for (int n = 0; n < count; n++) {
      SlicePlane alone = SlicePlane.copy(block, h, v, n * apart);
      assertTrue(Objects.deepEquals(alone.values(), together.get(n).values()));
    }
  }
}
