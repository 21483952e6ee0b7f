package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AxisMapTest {

  @Test
  void voxelsAndTheirEdgesAgreeAtEveryCoordinate() {
    Random random = new Random(1);
    for (int n = 0; n < 200_000; n++) {
      AxisMap map = new AxisMap(random.nextDouble(0.2, 50), random.nextDouble(-9, 9));
      long voxel = random.nextLong(-1000, 1_000_000);
      double edge = map.apply(voxel);
      assertEquals(voxel, map.voxelAt(edge));
      assertEquals(voxel - 1, map.voxelAt(Math.nextDown(edge)));
      assertEquals(voxel, map.firstFrom(edge));
      assertEquals(voxel + 1, map.firstFrom(Math.nextUp(edge)));
    }
  }

  @Test
  void wholeFactorsAreWholeDivision() {
    Random random = new Random(2);
    for (int n = 0; n < 200_000; n++) {
      long factor = 1 + random.nextInt(40);
      AxisMap map = AxisMap.scaled(factor).getFirst();
      long at = random.nextLong(1L << 40);
      double within = random.nextInt(4) == 0 ? Math.nextDown(1.0) : random.nextDouble();
      assertEquals(at / factor, map.voxelAt(at));
      assertEquals(at / factor, map.voxelAt(at + within < at + 1.0 ? at + within : at));
      assertEquals(Math.ceilDiv(at, factor), map.firstFrom(at));
    }
  }

  @Test
  void middlesGivenByAFormatBecomeEdges() {
    // Every third voxel was taken: its middle lies on that of the finest voxel 0.
    double t = 0;
    AxisMap strided = new AxisMap(3, t - (3 - 1) / 2.0);
    assertEquals(0.5, strided.apply(0.5));
    assertEquals(3.5, strided.apply(1.5));
    // Boxes of three were averaged: the middle lies on that of the finest voxel 1.
    AxisMap averaged = new AxisMap(3, 1 - (3 - 1) / 2.0);
    assertEquals(1.5, averaged.apply(0.5));
    assertEquals(0, averaged.offset());
  }

  @Test
  void scalesMustBeAboveZero() {
    for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new AxisMap(scale, 0));
    }
    assertThrows(IllegalArgumentException.class, () -> new AxisMap(1, Double.NaN));
  }

  private static ArrayGeometry cube(long size) {
    long[] shape = {size, size, size};
    return ArrayGeometry.whole(Axes.parse("zyx"), DType.UINT8, shape, new long[] {8, 8, 8});
  }

  @Test
  void aRegionIsCoveredByTheVoxelsItTouches() {
    Random random = new Random(3);
    for (int n = 0; n < 20_000; n++) {
      double offset = random.nextDouble(-1, 1);
      AxisMap map = new AxisMap(2.857, offset);
      Level level = new Level(1, Described.volume("l", cube(35)), List.of(map, map, map));
      long from = random.nextLong(100);
      long to = from + 1 + random.nextLong(100 - from);
      Roi box = new Roi(new long[] {from, from, from}, new long[] {to, to, to});
      Roi covering = level.covering(box, Axes.parse("zyx"));
      for (long v = 0; v < 35; v++) {
        double low = v == 0 ? Double.NEGATIVE_INFINITY : v * 2.857 + offset;
        double high = v == 34 ? Double.POSITIVE_INFINITY : (v + 1) * 2.857 + offset;
        assertEquals(
            low < to && high > from,
            v >= covering.start(1) && v < covering.stop(1),
            "voxel " + v + " and " + box + " by " + map);
      }
    }
  }

  @Test
  void levelsMustLieOverEachOther() {
    VolumeDescription finest = Described.volume("v", cube(100));
    Level zero = new Level(0, finest, AxisMap.identity(3));
    for (double offset : new double[] {-2.5, 0, 1.2}) {
      Level coarse = level(35, new AxisMap(2.857, offset));
      assertEquals(2, new MultiLevelVolume("v", List.of(zero, coarse)).levels().size());
    }
    for (Level far :
        List.of(
            level(35, new AxisMap(2.857, 5)),
            level(20, new AxisMap(2.857, 0)),
            level(50, new AxisMap(2.857, 0)))) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> new MultiLevelVolume("v", List.of(zero, far)));
      assertTrue(e.getMessage().contains("level 1 of v reaches from"), e.getMessage());
    }
  }

  private static Level level(long size, AxisMap map) {
    return new Level(1, Described.volume("l", cube(size)), List.of(map, map, map));
  }
}
