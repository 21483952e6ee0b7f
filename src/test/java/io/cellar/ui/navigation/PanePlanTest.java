package io.cellar.ui.navigation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PanePlanTest {

  private static PanePlan plan(String axes, long... shape) {
    return PanePlan.of(Axes.parse(axes), shape);
  }

  @Test
  void threeAxesOfSpaceGiveThreePanesInAnyStorageOrder() {
    List<Plane> three = List.of(Plane.XY, Plane.ZY, Plane.XZ);
    assertEquals(three, plan("zyx", 9, 9, 9).planes());
    assertEquals(three, plan("xyz", 9, 9, 9).planes());
    assertEquals(three, plan("tcyxz", 2, 3, 9, 9, 9).planes());
  }

  @Test
  void aVolumeThatIsFlatGivesOnePane() {
    assertEquals(List.of(Plane.XY), plan("zyx", 1, 9, 9).planes());
    assertEquals(List.of(Plane.XZ), plan("zyx", 9, 1, 9).planes());
    assertEquals(List.of(Plane.ZY), plan("zyx", 9, 9, 1).planes());
    assertEquals(List.of(Plane.XY), plan("yx", 9, 9).planes());
    assertEquals(List.of(Plane.XY), plan("tyx", 5, 9, 9).planes());
  }

  @Test
  void withoutTwoAxesOfSpaceTheTwoLongestAreShown() {
    assertEquals(List.of(new Plane(Axis.X, Axis.T)), plan("tx", 50, 9).planes());
    assertEquals(List.of(new Plane(Axis.C, Axis.T)), plan("tc", 50, 9).planes());
    assertEquals(List.of(new Plane(Axis.X, Axis.T)), plan("tcx", 50, 2, 9).planes());
    assertEquals(List.of(), plan("x", 9).planes());
  }

  @Test
  void everyAxisThatOnePaneHidesHasASlider() {
    assertEquals(List.of(Axis.Z, Axis.Y, Axis.X), plan("zyx", 9, 9, 9).sliders());
    assertEquals(List.of(Axis.T), plan("tyxc", 5, 9, 9, 1).sliders());
  }

  @Test
  void slicesAreSteppedAlongSpaceFirst() {
    assertEquals(Optional.of(Axis.Z), Plane.XY.normal(Axes.parse("tzyxc")));
    assertEquals(Optional.of(Axis.T), Plane.XY.normal(Axes.parse("tyxc")));
    assertEquals(Optional.empty(), Plane.XY.normal(Axes.parse("yx")));
  }
}
