package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoiTest {
  private static final int TRIES = 2000;

  /** Boxes small enough to list their voxels. */
  private static Roi random(Random random, int rank) {
    long[] start = new long[rank];
    long[] stop = new long[rank];
    for (int d = 0; d < rank; d++) {
      start[d] = random.nextInt(-4, 5);
      stop[d] = start[d] + random.nextInt(0, 5);
    }
    return new Roi(start, stop);
  }

  private static Set<List<Long>> voxels(Roi roi) {
    Set<List<Long>> voxels = new HashSet<>();
    for (long y = roi.start(0); y < roi.stop(0); y++) {
      for (long x = roi.start(1); x < roi.stop(1); x++) {
        voxels.add(List.of(y, x));
      }
    }
    return voxels;
  }

  @Test
  void sharedPartHoldsTheVoxelsOfBoth() {
    for (long seed = 0; seed < TRIES; seed++) {
      Random random = new Random(seed);
      Roi a = random(random, 2);
      Roi b = random(random, 2);
      Set<List<Long>> expected = voxels(a);
      expected.retainAll(voxels(b));
      Roi both = a.intersect(b);
      assertEquals(expected, voxels(both), "seed " + seed);
      assertEquals(expected.isEmpty(), both.isEmpty(), "seed " + seed);
      assertEquals(expected.size(), both.voxels(), "seed " + seed);
      assertTrue(a.contains(both) && b.contains(both), "seed " + seed);
    }
  }

  @Test
  void containsIsSubset() {
    for (long seed = 0; seed < TRIES; seed++) {
      Random random = new Random(seed);
      Roi a = random(random, 2);
      Roi b = random(random, 2);
      assertEquals(voxels(a).containsAll(voxels(b)), a.contains(b), "seed " + seed);
      for (List<Long> voxel : voxels(b)) {
        boolean inside = a.contains(voxel.get(0), voxel.get(1));
        assertEquals(voxels(a).contains(voxel), inside, "seed " + seed);
      }
    }
  }

  @Test
  void movingThereAndBack() {
    for (long seed = 0; seed < TRIES; seed++) {
      Random random = new Random(seed);
      Roi roi = random(random, 3);
      long[] offset = random.longs(3, -100, 100).toArray();
      Roi moved = roi.plus(offset);
      assertEquals(roi, moved.minus(offset), "seed " + seed);
      assertEquals(roi.hashCode(), moved.minus(offset).hashCode(), "seed " + seed);
      assertArrayEquals(roi.shape(), moved.shape(), "seed " + seed);
      assertEquals(roi, Roi.at(roi.start(), roi.shape()), "seed " + seed);
    }
  }

  @Test
  void isAValue() {
    long[] start = {1, 2};
    Roi roi = new Roi(start, new long[] {3, 4});
    start[0] = 9;
    roi.start()[1] = 9;
    roi.stop()[1] = 9;
    assertEquals(new Roi(new long[] {1, 2}, new long[] {3, 4}), roi);
    assertEquals("1:3,2:4", roi.toString());
    assertFalse(roi.equals(Roi.ofShape(3, 4)));
  }

  @Test
  void refusesWhatIsNoBox() {
    assertThrows(IllegalArgumentException.class, () -> new Roi(new long[] {0}, new long[] {1, 1}));
    assertThrows(IllegalArgumentException.class, () -> new Roi(new long[] {2}, new long[] {1}));
  }

  @Test
  void overflowIsAnErrorAndNotAWrongNumber() {
    Roi huge = Roi.ofShape(1L << 40, 1L << 40);
    assertThrows(ArithmeticException.class, huge::voxels);
    assertThrows(ArithmeticException.class, () -> huge.plus(new long[] {Long.MAX_VALUE, 0}));
    assertEquals(0, Roi.ofShape(1L << 40, 1L << 40, 0).voxels());
  }
}
