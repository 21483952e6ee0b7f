package io.cellar.source.chunked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.Axes;
import io.cellar.volume.AxisMap;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which levels make one image, and how factors that were rounded are read. */
class LevelStackTest {
  private static final int SEEDS = 2000;
  private static final double[] NOWHERE = {0, 0, 0};

  private static ChunkedArray array(String path, String axes, DType dtype, long... shape) {
    return new ChunkedArray(
        null,
        path,
        "none",
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

  private static ChunkedArray zyx(String path, long... shape) {
    return array(path, "zyx", DType.UINT8, shape);
  }

  private static void forSeeds(Consumer<Random> test) {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        test.accept(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** Adds a level to one whose shape it comes from, and expects it to be taken. */
  private static List<AxisMap> added(
      long[] shape0, long[] shape, double[] factor, double[] offset) {
    LevelStack stack = new LevelStack();
    assertTrue(stack.add(zyx("s0", shape0), new double[] {1, 1, 1}, NOWHERE));
    boolean taken = stack.add(zyx("s1", shape), factor, offset);
    assertTrue(taken, () -> stack.notes() + " of factors " + Arrays.toString(factor));
    assertEquals(List.of(), stack.notes());
    assertEquals(AxisMap.identity(3), stack.levels().getFirst().toFinest());
    return stack.levels().getLast().toFinest();
  }

  @Test
  void factorsOfRoundedSizesAreTheWholeNumbersTheyWereMeantToBe() {
    forSeeds(
        random -> {
          long[] n = {2 + random.nextInt(15), 1 + random.nextInt(16), 1 + random.nextInt(16)};
          long[] shape0 = new long[3];
          long[] shape = new long[3];
          double[] factor = new double[3];
          boolean up = random.nextBoolean();
          for (int d = 0; d < 3; d++) {
            shape0[d] = 3 * n[d] * n[d] + random.nextInt(5000);
            shape[d] = up ? Math.ceilDiv(shape0[d], n[d]) : shape0[d] / n[d];
            factor[d] = (double) shape0[d] / shape[d];
          }
          assertEquals(AxisMap.scaled(n), added(shape0, shape, factor, NOWHERE));
        });
  }

  @Test
  void sizesThatWereRoundedFromLevelToLevelAreStillHalves() {
    forSeeds(
        random -> {
          long[] shape0 = {600 + random.nextInt(3000), 700 + random.nextInt(3000), 5000};
          boolean up = random.nextBoolean();
          LevelStack stack = new LevelStack();
          long[] shape = shape0;
          for (int k = 0; k < 5; k++) {
            double[] factor = new double[3];
            for (int d = 0; d < 3; d++) {
              factor[d] = (double) shape0[d] / shape[d];
            }
            assertTrue(stack.add(zyx("s" + k, shape), factor, NOWHERE), () -> "" + stack.notes());
            assertEquals(
                AxisMap.scaled(1L << k, 1L << k, 1L << k), stack.levels().getLast().toFinest());
            shape = Arrays.stream(shape).map(s -> up ? Math.ceilDiv(s, 2) : s / 2).toArray();
          }
        });
  }

  @Test
  void aFactorThatIsNearAWholeNumberIsIt() {
    forSeeds(
        random -> {
          long n = 2 + random.nextInt(30);
          long size0 = 5000 + random.nextInt(5000);
          double told = n * (1 + 0.0049 * (2 * random.nextDouble() - 1));
          long size = Math.ceilDiv(size0, n);
          assertEquals(
              AxisMap.scaled(n, n, n),
              added(
                  new long[] {size0, size0, size0},
                  new long[] {size, size, size},
                  new double[] {told, told, told},
                  NOWHERE));
        });
  }

  @Test
  void otherFactorsAreRealAndStayAsTheyAre() {
    forSeeds(
        random -> {
          double told = 1 + random.nextInt(5) + 0.1 + 0.8 * random.nextDouble();
          long size0 = 1000 + random.nextInt(5000);
          long size = (long) Math.ceil(size0 / told);
          AxisMap map =
              added(
                      new long[] {size0, 50, 50},
                      new long[] {size, 50, 50},
                      new double[] {told, 1, 1},
                      NOWHERE)
                  .getFirst();
          assertEquals(new AxisMap(told, 0), map);
        });
  }

  @Test
  void aSmallOffsetIsNoneAndALargerOneIsKept() {
    forSeeds(
        random -> {
          int n = 2 + random.nextInt(8);
          long size = 10 + random.nextInt(100);
          double share = random.nextDouble();
          double sign = random.nextBoolean() ? 1 : -1;
          double small = sign * n * 0.0199 * share;
          double large = sign * n * (0.021 + 0.978 * share);
          double[] factor = {n, n, n};
          long[] shape0 = {size * n, size * n, size * n};
          long[] shape = {size, size, size};
          assertEquals(
              List.of(new AxisMap(n, 0), new AxisMap(n, large), new AxisMap(n, 0)),
              added(shape0, shape, factor, new double[] {small, large, 0}));
        });
  }

  @Test
  void aLevelThatLiesBesideTheFinestIsLeftOut() {
    forSeeds(
        random -> {
          int n = 2 + random.nextInt(8);
          long size = 10 + random.nextInt(100);
          double o = (random.nextBoolean() ? 1 : -1) * n * (1 + 3 * random.nextDouble());
          assertLeftOut(
              "along y it reaches from ",
              zyx("s1", size, size, size),
              new double[] {n, n, n},
              new double[] {0, o, 0},
              size * n);
          long more = size + 1 + random.nextInt(20);
          assertLeftOut(
              "along x it reaches from ",
              zyx("s1", size, size, more),
              new double[] {n, n, n},
              NOWHERE,
              size * n);
        });
  }

  private static void assertLeftOut(
      String why, ChunkedArray array, double[] factor, double[] offset, long size0) {
    LevelStack stack = new LevelStack();
    stack.add(zyx("s0", size0, size0, size0), new double[] {1, 1, 1}, NOWHERE);
    assertFalse(stack.add(array, factor, offset));
    assertEquals(1, stack.levels().size());
    assertEquals(1, stack.notes().size());
    String note = stack.notes().getFirst();
    assertTrue(note.startsWith("level \"" + array.path() + "\" is left out: " + why), note);
  }

  @Test
  void whatIsAnotherImageIsLeftOutAndNamed() {
    double[] two = {2, 2, 2};
    assertLeftOut(
        "its dtype is UINT16, not UINT8",
        array("a/b", "zyx", DType.UINT16, 10, 10, 10),
        two,
        NOWHERE,
        20);
    assertLeftOut(
        "its axes are tyx, not zyx", array("s1", "tyx", DType.UINT8, 10, 10, 10), two, NOWHERE, 20);
    assertLeftOut(
        "its axes are yx, not zyx",
        array("s1", "yx", DType.UINT8, 10, 10),
        new double[] {2, 2},
        new double[2],
        20);
    for (double wrong : new double[] {0, -2, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertLeftOut(
          "its factor along y is " + wrong,
          zyx("s1", 10, 10, 10),
          new double[] {2, wrong, 2},
          NOWHERE,
          20);
    }
    assertLeftOut(
        "its factor along x is ", zyx("s1", 10, 10, 10), two, new double[] {0, 0, Double.NaN}, 20);
    assertLeftOut(
        "it is finer than level 0 along z",
        zyx("s1", 40, 10, 10),
        new double[] {0.5, 2, 2},
        NOWHERE,
        20);
    assertLeftOut(
        "it is not coarser than the level before it",
        zyx("s1", 20, 20, 20),
        new double[] {1, 1, 1},
        NOWHERE,
        20);
  }

  @Test
  void timeAndChannelsAreNeverCoarser() {
    LevelStack stack = new LevelStack();
    stack.add(array("s0", "tyx", DType.UINT8, 8, 20, 20), new double[] {1, 1, 1}, new double[3]);
    assertFalse(
        stack.add(
            array("s1", "tyx", DType.UINT8, 4, 10, 10), new double[] {2, 2, 2}, new double[3]));
    assertFalse(
        stack.add(
            array("s2", "tyx", DType.UINT8, 7, 10, 10), new double[] {1, 2, 2}, new double[3]));
    assertTrue(
        stack.add(
            array("s3", "tyx", DType.UINT8, 8, 10, 10), new double[] {1, 2, 2}, new double[3]));
    assertEquals(
        List.of(
            "level \"s1\" is left out: it is coarser along t too",
            "level \"s2\" is left out: it is coarser along t too"),
        stack.notes());
  }

  @Test
  void levelsMayHaveTheirAxesInAnotherOrder() {
    LevelStack stack = new LevelStack();
    stack.add(zyx("s0", 40, 30, 20), new double[] {1, 1, 1}, NOWHERE);
    assertTrue(
        stack.add(array("s1", "xzy", DType.UINT8, 20, 20, 15), new double[] {1, 2, 2}, NOWHERE));
    assertTrue(stack.add(zyx("s2", 10, 15, 10), new double[] {4, 2, 2}, NOWHERE));
    assertEquals(AxisMap.scaled(1, 2, 2), stack.levels().get(1).toFinest());
  }

  @Test
  void aLevelIsComparedWithTheLastThatWasTaken() {
    LevelStack stack = new LevelStack();
    stack.add(zyx("s0", 64, 64, 64), new double[] {1, 1, 1}, NOWHERE);
    assertTrue(stack.add(zyx("s1", 16, 16, 16), new double[] {4, 4, 4}, NOWHERE));
    assertFalse(stack.add(zyx("s2", 32, 32, 32), new double[] {2, 2, 2}, NOWHERE));
    assertFalse(stack.add(zyx("s3", 32, 8, 8), new double[] {2, 8, 8}, NOWHERE));
    assertTrue(stack.add(zyx("s4", 16, 8, 16), new double[] {4, 8, 4}, NOWHERE));
    assertEquals(
        List.of("s0", "s1", "s4"),
        stack.levels().stream().map(level -> level.array().path()).toList());
  }
}
