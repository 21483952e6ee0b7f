package io.cellar.coarse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.DType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoarsePlanTest {

  private static List<CoarsePlan.Step> plan(
      String axes, DType dtype, long[] shape, long[] block, Double... size) {
    return CoarsePlan.of(ArrayGeometry.whole(Axes.parse(axes), dtype, shape, block), List.of(size));
  }

  private static List<String> shapes(List<CoarsePlan.Step> steps) {
    return steps.stream().map(step -> Arrays.toString(step.geometry().shape())).toList();
  }

  @Test
  void whatIsSmallNeedsNoCoarserLevel() {
    assertEquals(
        List.of(), plan("zyx", DType.UINT8, new long[] {256, 512, 512}, new long[] {64, 64, 64}));
    assertEquals(
        List.of(),
        plan("tcyx", DType.UINT8, new long[] {5000, 3, 512, 512}, new long[] {1, 1, 512, 512}));
  }

  @Test
  void levelsAreHalvedUntilOneIsSmall() {
    assertEquals(
        List.of("[500, 1001, 1024]", "[250, 501, 512]"),
        shapes(plan("zyx", DType.UINT8, new long[] {999, 2001, 2047}, new long[] {128, 128, 128})));
  }

  @Test
  void ofManySmallBlocksMoreLevelsAreMade() {
    assertEquals(
        2, plan("zyx", DType.UINT8, new long[] {512, 1024, 1024}, new long[] {32, 32, 32}).size());
  }

  @Test
  void shortAxesAndThoseThatAreNotInSpaceStay() {
    assertEquals(
        List.of(
            "[9, 64, 5000, 5000, 3]",
            "[9, 64, 2500, 2500, 3]",
            "[9, 64, 1250, 1250, 3]",
            "[9, 64, 625, 625, 3]"),
        shapes(
            plan(
                "tzyxc",
                DType.UINT16,
                new long[] {9, 64, 10_000, 10_000, 3},
                new long[] {1, 16, 128, 128, 3})));
  }

  @Test
  void axesWithTheShortestVoxelsAreHalvedFirst() {
    List<CoarsePlan.Step> steps =
        plan(
            "zyx",
            DType.UINT8,
            new long[] {2000, 16_000, 16_000},
            new long[] {16, 256, 256},
            40.0,
            4.0,
            4.0);
    assertEquals(
        List.of(
            "[2000, 8000, 8000]",
            "[2000, 4000, 4000]",
            "[2000, 2000, 2000]",
            "[1000, 1000, 1000]",
            "[500, 500, 500]",
            "[250, 250, 250]"),
        shapes(steps));
    assertArrayEquals(new long[] {8, 64, 64}, steps.getLast().scale());
    assertArrayEquals(new boolean[] {false, true, true}, steps.getFirst().halved());
  }

  @Test
  void largeBlocksAreCutButNeverInTwoOfTheFinerLevel() {
    List<CoarsePlan.Step> steps =
        plan("zyx", DType.UINT8, new long[] {1024, 1024, 1024}, new long[] {256, 256, 256});
    assertArrayEquals(new long[] {128, 128, 128}, steps.getFirst().geometry().blockShape());
    for (CoarsePlan.Step step : steps) {
      assertTrue(step.geometry().grid().count() > 0);
    }
  }

  @Test
  void anAxisThatCannotGetSmallerEndsThem() {
    assertEquals(
        List.of(), plan("zyx", DType.FLOAT64, new long[] {1, 64, 64}, new long[] {1, 1, 1}));
  }
}
