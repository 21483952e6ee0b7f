package io.cellar.source.chunked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.keys.FolderKeys;
import io.cellar.volume.Axes;
import io.cellar.volume.AxisMap;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelStackRulesTest {
  private final LevelStack stack = new LevelStack();

  private static ChunkedArray array(String axes, DType dtype, long... shape) {
    return new ChunkedArray(
        new FolderKeys(Path.of("volume")),
        "level",
        "a format",
        Axes.parse(axes),
        dtype,
        shape,
        shape,
        Optional.empty(),
        new long[shape.length],
        null,
        null,
        FillValue.zero(dtype));
  }

  private static ChunkedArray xs(long... shape) {
    return array("zyx".substring(3 - shape.length), DType.UINT8, shape);
  }

  private boolean add(ChunkedArray array, double... factor) {
    return stack.add(array, factor, new double[factor.length]);
  }

  private AxisMap last() {
    return stack.levels().getLast().toFinest().getLast();
  }

  @Test
  void theFinestIsWhereItIs() {
    assertTrue(add(xs(10, 20), 7, 7));
    assertEquals(AxisMap.identity(2), stack.levels().getFirst().toFinest());
  }

  @Test
  void factorsThatAreWholeButForRoundingAreWhole() {
    add(xs(45), 1);
    assertTrue(add(xs(22), 45.0 / 22));
    assertEquals(2, last().scale());
    assertTrue(add(xs(11), 45.0 / 11));
    assertEquals(4, last().scale());
  }

  @Test
  void sizesMayHaveBeenRoundedAtEveryStep() {
    add(xs(47), 1);
    for (long[] step : new long[][] {{23, 2}, {11, 4}, {5, 8}, {2, 16}, {1, 32}}) {
      assertTrue(add(xs(step[0]), 47.0 / step[0]), stack.notes().toString());
      assertEquals(step[1], last().scale());
    }
  }

  /** However a pyramid of halves or thirds rounds its sizes, its factors are found again. */
  @Test
  void pyramidsOfWholeStepsAreFoundAgain() {
    long seed = 3417;
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      int step = 2 + random.nextInt(2);
      long size0 = 100 + random.nextInt(100_000);
      boolean up = random.nextBoolean();
      String what = "seed " + seed + ", pyramid " + i + " of " + size0 + " by " + step;
      LevelStack pyramid = new LevelStack();
      pyramid.add(xs(size0), new double[] {1}, new double[1]);
      long factor = 1;
      for (long size = size0; size > 8; ) {
        size = up ? Math.ceilDiv(size, step) : size / step;
        factor *= step;
        boolean added = pyramid.add(xs(size), new double[] {(double) size0 / size}, new double[1]);
        assertTrue(added, what + ": " + pyramid.notes());
        assertEquals(
            new AxisMap(factor, 0), pyramid.levels().getLast().toFinest().getFirst(), what);
      }
    }
  }

  @Test
  void factorsThatAreRealStayAsTheyAre() {
    add(xs(330), 1);
    assertTrue(add(xs(140), 2.357));
    assertEquals(2.357, last().scale());
    assertTrue(add(xs(60), 5.51));
    assertEquals(5.51, last().scale());
  }

  @Test
  void aRealFactorNearAWholeOneIsKeptWhereItAddsUp() {
    add(xs(2009), 1);
    assertTrue(add(xs(1000), 2.009));
    assertEquals(2.009, last().scale());
  }

  @Test
  void aLevelMayEndNearlyTwoVoxelsEarlyIfThatIsLittle() {
    LevelStack exact = LevelStack.ofExactPlaces();
    exact.add(xs(1000), new double[] {1}, new double[1]);
    assertTrue(exact.add(xs(498), new double[] {2}, new double[] {0.5}));
    assertFalse(exact.add(xs(248), new double[] {4}, new double[1]), "two voxels");
    assertFalse(exact.add(xs(6), new double[] {100}, new double[] {210}), "begins late");
    assertFalse(exact.add(xs(2), new double[] {280}, new double[1]), "a large part");
    assertEquals(2, exact.levels().size());
  }

  @Test
  void smallShiftsAreNoneAndOthersAreKept() {
    add(xs(64), 1);
    assertTrue(stack.add(xs(32), new double[] {2}, new double[] {0.039}));
    assertEquals(0, last().offset());
    assertTrue(stack.add(xs(16), new double[] {4}, new double[] {-1.5}));
    assertEquals(-1.5, last().offset());
  }

  @Test
  void axesMayHaveAnotherOrder() {
    add(array("zyx", DType.UINT8, 10, 20, 40));
    assertTrue(add(array("xyz", DType.UINT8, 20, 20, 10), 2, 1, 1));
    assertEquals(2, stack.levels().getLast().toFinest().getFirst().scale());
  }

  @Test
  void whatCannotBeALevelIsLeftOutAndTold() {
    add(array("tcx", DType.UINT8, 4, 2, 64), 1, 1, 1);
    List<ChunkedArray> arrays =
        List.of(
            array("tcx", DType.UINT16, 4, 2, 32),
            array("tzx", DType.UINT8, 4, 2, 32),
            array("cx", DType.UINT8, 2, 32));
    for (ChunkedArray array : arrays) {
      double[] factor = new double[array.axes().rank()];
      Arrays.fill(factor, 1);
      factor[factor.length - 1] = 2;
      assertFalse(add(array, factor));
    }
    assertFalse(add(array("tcx", DType.UINT8, 2, 2, 32), 2, 1, 2), "time is coarser");
    assertFalse(add(array("tcx", DType.UINT8, 4, 1, 32), 1, 2, 2), "fewer channels");
    assertFalse(add(array("tcx", DType.UINT8, 4, 2, 64), 1, 1, 1), "as fine");
    assertFalse(add(array("tcx", DType.UINT8, 4, 2, 128), 1, 1, 0.5), "finer");
    assertFalse(add(array("tcx", DType.UINT8, 4, 2, 32), 1, 1, Double.NaN), "no number");
    assertFalse(add(array("tcx", DType.UINT8, 4, 2, 16), 1, 1, 2), "half of it");
    assertFalse(
        stack.add(
            array("tcx", DType.UINT8, 4, 2, 32), new double[] {1, 1, 2}, new double[] {0, 0, 9}),
        "somewhere else");
    assertEquals(1, stack.levels().size());
    assertEquals(10, stack.notes().size());
    assertTrue(stack.notes().stream().allMatch(n -> n.startsWith("level \"level\" is left out: ")));
    assertTrue(add(array("tcx", DType.UINT8, 4, 2, 32), 1, 1, 2));
    assertFalse(add(array("tcx", DType.UINT8, 4, 2, 64), 1, 1, 1), "finer than the one before");
  }
}
