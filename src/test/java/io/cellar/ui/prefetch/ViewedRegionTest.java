package io.cellar.ui.prefetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.navigation.PaneSize;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewedRegionTest {
  private static final long[] SHAPE = {100, 200, 400};
  private static final List<PaneSize> THREE =
      List.of(
          new PaneSize(Plane.XY, 60, 40),
          new PaneSize(Plane.ZY, 20, 40),
          new PaneSize(Plane.XZ, 60, 30));

  private static ViewState middle() {
    return ViewState.middle(Axes.parse("zyx"), SHAPE);
  }

  @Test
  void threePanesShowABox() {
    Roi all = ViewedRegion.of(middle(), THREE, 7);
    assertEquals(new Roi(new long[] {35, 80, 170}, new long[] {65, 120, 230}), all);
    assertEquals(Optional.empty(), ViewedRegion.stepAxis(middle(), THREE));
  }

  @Test
  void onePaneShowsItsSliceAndSomeMore() {
    List<PaneSize> xy = THREE.subList(0, 1);
    assertEquals(
        new Roi(new long[] {50, 80, 170}, new long[] {51, 120, 230}),
        ViewedRegion.of(middle(), xy, 0));
    assertEquals(
        new Roi(new long[] {45, 80, 170}, new long[] {56, 120, 230}),
        ViewedRegion.of(middle(), xy, 5));
    assertEquals(
        new Roi(new long[] {0, 80, 170}, new long[] {100, 120, 230}),
        ViewedRegion.of(middle(), xy, 999_999_999));
    assertEquals(Optional.of(Axis.Z), ViewedRegion.stepAxis(middle(), xy));
  }

  @Test
  void timeStandsAtThePresentPoint() {
    ViewState state =
        ViewState.middle(Axes.parse("tzyx"), new long[] {9, 100, 200, 400}).at(Axis.T, 4);
    Roi all = ViewedRegion.of(state, THREE, 2);
    assertEquals(2, all.start(0));
    assertEquals(7, all.stop(0));
    assertEquals(Optional.of(Axis.T), ViewedRegion.stepAxis(state, THREE));
  }

  @Test
  void itIsNeverEmptyAndNeverOutside() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Roi volume = Roi.ofShape(SHAPE);
    for (int n = 0; n < 2000; n++) {
      ViewState state = middle().zoomTo(Math.exp(random.nextDouble() * 12 - 6));
      long[] to = new long[3];
      for (int d = 0; d < 3; d++) {
        to[d] = random.nextLong(-50, SHAPE[d] + 50);
      }
      state = state.goTo(to).drag(Plane.XY, random.nextInt(-999, 999), random.nextInt(-999, 999));
      Roi seen =
          ViewedRegion.of(state, THREE.subList(0, 1 + random.nextInt(3)), random.nextInt(50));
      assertTrue(!seen.isEmpty() && volume.contains(seen), "seed " + seed + ": " + seen);
    }
  }

  @Test
  void goingToARegionShowsAllOfIt() {
    Roi region = new Roi(new long[] {0, 10, 20}, new long[] {90, 190, 300});
    ViewState there = ViewedRegion.showing(middle().zoomTo(8), region, THREE);
    assertTrue(ViewedRegion.of(there, THREE, 0).contains(region), there.toString());
    Roi small = new Roi(new long[] {3, 4, 5}, new long[] {4, 5, 6});
    assertEquals(8, ViewedRegion.showing(middle().zoomTo(8), small, THREE).zoom());
  }
}
