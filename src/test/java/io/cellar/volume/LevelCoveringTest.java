package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A box of the finest level, on other levels. */
class LevelCoveringTest {

  private static Level level(Axes axes, long[] shape, long[] downsampling) {
    ArrayGeometry local =
        new ArrayGeometry(axes, DType.UINT8, shape, new long[] {8, 8, 8}, new long[3], shape);
    return new Level(1, Described.volume("l", local), AxisMap.scaled(downsampling));
  }

  @Test
  void itIsTheSmallestBoxOfWholeVoxelsAroundIt() {
    for (long seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      Axes finest = Axes.parse("zyx");
      boolean turned = random.nextBoolean();
      Axes axes = Axes.parse(turned ? "xyz" : "zyx");
      boolean up = random.nextBoolean();
      long[] size = new long[3];
      long[] shape = new long[3];
      long[] by = new long[3];
      for (int d = 0; d < 3; d++) {
        int f = turned ? 2 - d : d;
        size[f] = 1 + random.nextInt(50);
        by[d] = 1 + random.nextInt(5);
        shape[d] = Math.max(1, up ? Math.ceilDiv(size[f], by[d]) : size[f] / by[d]);
      }
      long[] start = new long[3];
      long[] stop = new long[3];
      for (int f = 0; f < 3; f++) {
        start[f] = random.nextLong(size[f]);
        stop[f] = start[f] + 1 + random.nextLong(size[f] - start[f]);
      }
      Roi box = level(axes, shape, by).covering(new Roi(start, stop), finest);
      for (int d = 0; d < 3; d++) {
        int f = turned ? 2 - d : d;
        String what = "seed " + seed + ": " + box;
        long last = shape[d] - 1;
        assertTrue(box.start(d) == Math.min(last, start[f] / by[d]), what);
        assertTrue(box.stop(d) - 1 == Math.min(last, (stop[f] - 1) / by[d]), what);
      }
    }
  }

  @Test
  void aBoxOfALevelCoversItsOwnBoxOfTheFinest() {
    for (long seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      boolean up = random.nextBoolean();
      long[] size = new long[3];
      long[] shape = new long[3];
      long[] by = new long[3];
      long[] start = new long[3];
      long[] stop = new long[3];
      for (int d = 0; d < 3; d++) {
        by[d] = 1 + random.nextInt(5);
        size[d] = 5 + random.nextInt(50);
        shape[d] = up ? Math.ceilDiv(size[d], by[d]) : size[d] / by[d];
        start[d] = random.nextLong(shape[d]);
        stop[d] = start[d] + 1 + random.nextLong(shape[d] - start[d]);
      }
      Axes axes = Axes.parse("zyx");
      Level level = level(axes, shape, by);
      ArrayGeometry whole =
          new ArrayGeometry(axes, DType.UINT8, size, new long[] {8, 8, 8}, new long[3], size);
      Roi own = new Roi(start, stop);
      Roi finest = level.overFinest(own, Described.volume("f", whole));
      assertEquals(own, level.covering(finest, axes), "seed " + seed + ": " + finest);
    }
  }
}
