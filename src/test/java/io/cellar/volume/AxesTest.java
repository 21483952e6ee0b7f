package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxesTest {

  @Test
  void lettersInStorageOrder() {
    Axes axes = Axes.parse("tzyxc");
    assertEquals(5, axes.rank());
    assertEquals(Axis.T, axes.get(0));
    assertEquals(3, axes.indexOf(Axis.X));
    assertEquals("tzyxc", axes.toString());
    assertEquals(axes, Axes.parse(axes.toString()));
  }

  @Test
  void absentAxis() {
    Axes axes = Axes.parse("yx");
    assertEquals(-1, axes.indexOf(Axis.Z));
    assertFalse(axes.has(Axis.Z));
    assertTrue(axes.has(Axis.Y));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zz", "zyz", "ZYX", "zyq", "z y", "zyx1"})
  void refused(String letters) {
    assertThrows(IllegalArgumentException.class, () -> Axes.parse(letters));
  }

  @Test
  void spaceIsThreeOfTheFive() {
    assertTrue(Axis.X.isSpace() && Axis.Y.isSpace() && Axis.Z.isSpace());
    assertFalse(Axis.T.isSpace() || Axis.C.isSpace());
  }
}
