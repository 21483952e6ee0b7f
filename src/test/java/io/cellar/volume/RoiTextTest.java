package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoiTextTest {
  private static final Axes AXES = Axes.parse("zyx");
  private static final long[] SHAPE = {70, 58, 100};

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0:32,10:20,0:100 | 0:32,10:20,0:100",
        " 0 : 32 , 10:20,\t0:100 | 0:32,10:20,0:100",
        ":,:,: | 0:70,0:58,0:100",
        "5:,:6,7 | 5:70,0:6,7:8",
        "69,57,99 | 69:70,57:58,99:100",
        "z=0:32,x=5 | 0:32,0:58,5:6",
        "x = 5: | 0:70,0:58,5:100",
        "x=:,y=:3,z=1 | 1:2,0:3,0:100",
        "+1:+2,0,0 | 1:2,0:1,0:1",
      })
  void parses(String text, String expected) {
    assertEquals(expected, RoiText.parse(text, AXES, SHAPE).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0:32,10:20 | 2 axes given, 3 expected",
        "5 | 1 axis given",
        "'' | 1 axis given",
        "1,2,3,4 | 4 axes given",
        "0:32,10:20, | not a range",
        "a,b,c | not a range",
        "1:2:3,0,0 | not a range",
        "1.5,0,0 | not a range",
        "1 2,0,0 | not a range",
        "--1,0,0 | not a whole number",
        "-1,0,0 | negative",
        "-5:5,0,0 | negative",
        "0:-1,0,0 | negative",
        "5:5,0,0 | z=5:5 is empty",
        "6:5,0,0 | z=6:5 is empty",
        "0:71,0,0 | z=0:71 reaches beyond",
        "70,0,0 | z=70:71 reaches beyond",
        "70:,0,0 | z=70:70 reaches beyond",
        "99999999999999999999,0,0 | not a whole number",
        "z=1,y | name all or none",
        "z=1,z=2 | given twice",
        "t=1 | no axis \"t\"",
        "Z=1 | no axis \"Z\"",
        "zy=1 | no axis \"zy\"",
        "z= | not a range",
        "=1 | name all or none",
      })
  void refusesAndShowsTheView(String text, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RoiText.parse(text, AXES, SHAPE), text);
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().contains("[70, 58, 100]"), e.getMessage());
    assertTrue(e.getMessage().contains("zyx"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0, 10, 20] | [32, 20, 100] | 0:32,10:20,20:100",
        "0, 10, 20 | 32,20,100 | 0:32,10:20,20:100",
        " [0,10,20]  | 32, 20, 100 | 0:32,10:20,20:100",
      })
  void corners(String start, String stop, String expected) {
    assertEquals(expected, RoiText.parseCorners(start, stop, AXES, SHAPE).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0, 10] | [32, 20] | 2 axes given",
        "[0, 10, 20 | [32, 20, 100] | not a whole number",
        "[0, 10, 20] | [32, 20, 101] | beyond",
        "[0, 10, 20] | [32, 10, 100] | empty",
        "[] | [] | 1 axis given",
        "[0.0, 0, 0] | [1, 1, 1] | not a whole number",
      })
  void refusedCorners(String start, String stop, String message) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> RoiText.parseCorners(start, stop, AXES, SHAPE));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().contains("[70, 58, 100]"), e.getMessage());
  }

  /** What a roi prints is read as the same roi, in all forms. */
  @Test
  void thereAndBack() {
    for (long seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      long[] start = new long[3];
      long[] stop = new long[3];
      StringBuilder named = new StringBuilder();
      for (int d = 0; d < 3; d++) {
        start[d] = random.nextLong(SHAPE[d]);
        stop[d] = random.nextLong(start[d] + 1, SHAPE[d] + 1);
        named.insert(0, AXES.get(d).letter() + "=" + start[d] + ":" + stop[d] + (d > 0 ? "," : ""));
      }
      Roi roi = new Roi(start, stop);
      String name = "seed " + seed;
      assertEquals(roi, RoiText.parse(roi.toString(), AXES, SHAPE), name);
      assertEquals(roi, RoiText.parse(named.toString(), AXES, SHAPE), name);
      assertEquals(
          roi,
          RoiText.parseCorners(
              java.util.Arrays.toString(start), java.util.Arrays.toString(stop), AXES, SHAPE),
          name);
    }
  }

  /** Whatever is typed, the answer is a roi in the view or a sentence. */
  @Test
  void randomTexts() {
    String letters = "0123456789:,-+ zyxt=[]a\n";
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(14); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        Roi roi = RoiText.parse(text.toString(), AXES, SHAPE);
        assertTrue(Roi.ofShape(SHAPE).contains(roi) && !roi.isEmpty(), "seed " + seed);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().contains("[70, 58, 100]"), "seed " + seed + e.getMessage());
      }
    }
  }
}
