package io.cellar.ui.prefetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.prefetch.RegionInput.Given;
import io.cellar.ui.prefetch.RegionInput.Range;
import io.cellar.ui.prefetch.RegionInput.Wrong;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionInputTest {
  private static final Axes AXES = Axes.parse("zyx");
  private static final long[] SHAPE = {100, 200, 400};

  @Test
  void whatIsWrittenCanBeReadAgain() {
    Roi roi = new Roi(new long[] {1, 20, 300}, new long[] {2, 30, 400});
    assertEquals("x=300:400, y=20:30, z=1:2", RegionWords.typed(AXES, roi));
    assertEquals(new Given(roi), RegionInput.parse(RegionWords.typed(AXES, roi), AXES, SHAPE));
    assertEquals("100 × 10 × 1 voxels", RegionWords.size(AXES, roi));
  }

  @Test
  void emptyFieldsReachToTheEdge() {
    Map<Axis, Range> ranges = new LinkedHashMap<>();
    ranges.put(Axis.X, new Range(" 5 ", ""));
    ranges.put(Axis.Y, new Range("", "7"));
    assertEquals("x=5:, y=:7", RegionInput.text(ranges));
    assertEquals(
        new Given(new Roi(new long[] {0, 0, 5}, new long[] {100, 7, 400})),
        RegionInput.parse(RegionInput.text(ranges), AXES, SHAPE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x=5:3         | is empty",
        "x=5:401       | reaches beyond the view",
        "x=-1:3        | is negative",
        "x=five:9      | is not a range",
        "c=0:1         | there is no axis",
        "0:1,0:1       | 2 axes given, 3 expected",
        "x=1:2, x=1:2  | twice",
      })
  void whatIsWrongIsNamed(String text, String problem) {
    Wrong wrong = assertInstanceOf(Wrong.class, RegionInput.parse(text, AXES, SHAPE));
    assertTrue(wrong.problem().contains(problem), wrong.problem());
    assertTrue(wrong.problem().contains("[100, 200, 400]"), wrong.problem());
  }
}
