package io.cellar.ui.navigation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewStateTest {
  private static final Axes ZYX = Axes.parse("zyx");
  private static final long[] SHAPE = {100, 400, 1000};
  private static final List<PaneSize> PANES =
      List.of(
          new PaneSize(Plane.XY, 300, 200),
          new PaneSize(Plane.ZY, 250, 200),
          new PaneSize(Plane.XZ, 300, 180));

  private static ViewState middle() {
    return ViewState.middle(ZYX, SHAPE);
  }

  @Test
  void beginsInTheMiddleOfSpaceAndAtTheStartOfTimeAndChannels() {
    ViewState state = ViewState.middle(Axes.parse("tzyxc"), new long[] {7, 100, 400, 1000, 3});
    assertArrayEquals(new long[] {0, 50, 200, 500, 0}, state.position());
    assertEquals(1, state.zoom());
  }

  @Test
  void draggingMovesTheVoxelUnderTheMouseWithIt() {
    PaneSize pane = PANES.getFirst();
    ViewState before = middle().zoomTo(2.5);
    ViewState after = before.drag(Plane.XY, 40, -25);
    double voxel = before.slice(pane).coordinateH(10);
    assertEquals(50, after.slice(pane).pixelH(voxel) - 0.5, 1e-9);
    assertEquals(before.center(Axis.Z), after.center(Axis.Z));
    assertArrayEquals(before.position(), after.position());
  }

  @Test
  void panesThatShareAnAxisMoveTogether() {
    ViewState state = middle().drag(Plane.XY, 30, 20);
    assertEquals(state.slice(PANES.get(0)).centerH(), state.slice(PANES.get(2)).centerH());
    assertEquals(state.slice(PANES.get(0)).centerV(), state.slice(PANES.get(1)).centerV());
  }

  @Test
  void whatLiesUnderThePointerStaysThereWhenZooming() {
    Random random = new Random(4);
    for (int n = 0; n < 300; n++) {
      PaneSize pane = PANES.get(random.nextInt(3));
      ViewState before =
          middle()
              .zoomTo(Math.exp(random.nextDouble() * 4 - 2))
              .at(new long[] {random.nextInt(100), random.nextInt(400), random.nextInt(1000)});
      double px = random.nextInt(pane.width());
      double py = random.nextInt(pane.height());
      SliceView view = before.slice(pane);
      double h = Math.clamp(view.coordinateH(px), 0, before.size(pane.plane().horizontal()));
      double v = Math.clamp(view.coordinateV(py), 0, before.size(pane.plane().vertical()));
      double factor = 1 + random.nextDouble();
      SliceView after = before.zoomAt(pane.plane(), h, v, factor).slice(pane);
      assertEquals(view.pixelH(h), after.pixelH(h), 1e-6, "seed 4, round " + n);
      assertEquals(view.pixelV(v), after.pixelV(v), 1e-6, "seed 4, round " + n);
    }
  }

  @Test
  void zoomIsBounded() {
    assertEquals(ViewState.MAX_ZOOM, middle().zoomTo(1e9).zoom());
    assertEquals(16.0 / 1000, middle().zoomTo(1e-9).zoom(), 1e-12);
    ViewState tiny = ViewState.middle(ZYX, new long[] {2, 2, 2});
    assertTrue(tiny.zoomTo(1e-9).zoom() <= 1);
  }

  @Test
  void stepsStopAtTheEnds() {
    assertEquals(99, middle().step(Axis.Z, 1000).position(Axis.Z));
    assertEquals(0, middle().step(Axis.Z, Long.MIN_VALUE).position(Axis.Z));
    assertEquals(99, middle().step(Axis.Z, Long.MAX_VALUE).position(Axis.Z));
    assertEquals(51, middle().step(Axis.Z, 1).position(Axis.Z));
  }

  @Test
  void movingTakesThePictureAlongByWhatTheCrosshairMoved() {
    ViewState state = middle().at(new long[] {50, 200, 995}).move(Axis.X, 10);
    assertEquals(999, state.position(Axis.X));
    assertEquals(504, state.center(Axis.X));
  }

  @Test
  void goingOutsideEndsAtTheEdge() {
    ViewState state = middle().goTo(new long[] {-5, 1000, 7});
    assertArrayEquals(new long[] {0, 399, 7}, state.position());
    assertEquals(7.5, state.center(Axis.X));
  }

  @Test
  void theVolumeCannotBeDraggedAway() {
    ViewState state = middle().drag(Plane.XY, 1e9, -1e9);
    assertEquals(0, state.center(Axis.X));
    assertEquals(400, state.center(Axis.Y));
  }

  @Test
  void fittingShowsAllOfTheVolumeInEveryPane() {
    ViewState state = middle().goTo(new long[] {1, 1, 1}).zoomTo(20).fit(PANES);
    for (PaneSize pane : PANES) {
      SliceView view = state.slice(pane);
      assertTrue(view.pixelH(0) >= 0 && view.pixelV(0) >= 0, view.toString());
      assertTrue(view.pixelH(state.size(pane.plane().horizontal())) <= pane.width());
      assertTrue(view.pixelV(state.size(pane.plane().vertical())) <= pane.height());
    }
    assertEquals(state, state.fit(List.of()));
  }

  @Test
  void revealingMovesNoMoreThanNeeded() {
    ViewState state = middle();
    assertEquals(state, state.step(Axis.X, 10).reveal(PANES).step(Axis.X, -10));
    ViewState far = state.step(Axis.X, 400).reveal(PANES);
    SliceView view = far.slice(PANES.getFirst());
    double pixel = view.pixelH(far.position(Axis.X) + 0.5);
    assertTrue(pixel > 280 && pixel < 300, "at pixel " + pixel);
  }

  @Test
  void onePlaneOfAnyAxes() {
    ViewState state = ViewState.middle(Axes.parse("tc"), new long[] {50, 4});
    PaneSize pane = new PaneSize(new Plane(Axis.C, Axis.T), 100, 100);
    assertEquals(25, state.slice(pane).centerV());
  }

  @Test
  void longVoxelsTakeTheirShareOfThePixels() {
    double[] edges = {10, 1, 1};
    ViewState state = ViewState.middle(ZYX, SHAPE, edges).zoomTo(2);
    assertEquals(20, state.zoom(Axis.Z));
    assertEquals(2, state.zoom(Axis.X));
    SliceView xz = state.slice(new PaneSize(Plane.XZ, 300, 200));
    assertEquals(2, xz.zoomH());
    assertEquals(20, xz.zoomV());
    ViewState dragged = state.drag(Plane.XZ, -20, -20);
    assertEquals(state.center(Axis.X) + 10, dragged.center(Axis.X), 1e-9);
    assertEquals(state.center(Axis.Z) + 1, dragged.center(Axis.Z), 1e-9);
  }

  @Test
  void zoomingKeepsThePointOfLongVoxels() {
    ViewState state = ViewState.middle(ZYX, SHAPE, new double[] {7.5, 1, 1});
    PaneSize pane = new PaneSize(Plane.XZ, 300, 200);
    double h = state.slice(pane).coordinateH(17);
    double v = state.slice(pane).coordinateV(150);
    SliceView nearer = state.zoomAt(Plane.XZ, h, v, 3).slice(pane);
    assertEquals(17, nearer.pixelH(h) - 0.5, 1e-6);
    assertEquals(150, nearer.pixelV(v) - 0.5, 1e-6);
  }

  @Test
  void fitsTheTrueProportions() {
    ViewState state = ViewState.middle(ZYX, SHAPE, new double[] {50, 1, 1});
    PaneSize pane = new PaneSize(Plane.XZ, 400, 400);
    SliceView view = state.fit(List.of(pane)).slice(pane);
    assertTrue(view.zoomV() * SHAPE[0] <= 400, "z takes " + view.zoomV() * SHAPE[0]);
    assertTrue(view.zoomH() * SHAPE[2] <= 400, "x takes " + view.zoomH() * SHAPE[2]);
  }
}
