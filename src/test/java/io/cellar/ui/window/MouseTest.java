package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.slice.geometry.SliceView;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.SlicePane;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class MouseTest {
  private static TestWindow test;
  private static SlicePane xy;

  @BeforeAll
  static void open() {
    test = TestWindow.showing(DemoVolume.tissue());
    xy = test.pane(0);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @BeforeEach
  void reset() {
    Fx.run(() -> test.view().navigator().change(s -> s.goTo(new long[] {128, 256, 256}).zoomTo(1)));
    test.move(new Point2D(5, 5));
  }

  private static SliceView view() {
    return Fx.call(() -> test.view().navigator().state().slice(xy.size()));
  }

  @Test
  void draggingMovesAllPanesThatShareTheAxis() {
    Point2D from = test.at(xy, 0.5, 0.4);
    test.drag(from, from.add(-60, 24), MouseButton.PRIMARY);
    ViewState state = test.state();
    assertEquals(256.5 + 60, state.center(Axis.X), 0.01);
    assertEquals(256.5 - 24, state.center(Axis.Y), 0.01);
    assertEquals(128.5, state.center(Axis.Z), 0.01);
    assertArrayEquals(new long[] {128, 256, 256}, state.position());
  }

  /**
   * A mouse event with shift held, made here because the robot of the headless platform sends none.
   */
  private static void withShift(EventType<MouseEvent> type, Point2D at) {
    Fx.run(
        () -> {
          Point2D in = xy.getScene().getRoot().screenToLocal(at);
          boolean down = type != MouseEvent.MOUSE_RELEASED;
          PickResult pick = new PickResult(xy, in.getX(), in.getY());
          Event.fireEvent(
              xy,
              new MouseEvent(
                  type,
                  in.getX(),
                  in.getY(),
                  at.getX(),
                  at.getY(),
                  MouseButton.PRIMARY,
                  1,
                  true,
                  false,
                  false,
                  false,
                  down,
                  false,
                  false,
                  false,
                  false,
                  false,
                  pick));
        });
    Fx.frames(3);
  }

  @Test
  void draggingWithShiftDrawsABoxAndOffersToFetchIt() {
    Point2D from = test.at(xy, 0.5, 0.5);
    withShift(MouseEvent.MOUSE_PRESSED, from);
    withShift(MouseEvent.MOUSE_DRAGGED, from.add(60, 30));
    withShift(MouseEvent.MOUSE_RELEASED, from.add(60, 30));
    Window dialog = test.dialog();
    Roi box = Fx.call(() -> test.view().context().region().get().orElseThrow());
    assertEquals(new Roi(new long[] {128, 256, 256}, new long[] {129, 287, 317}), box);
    assertArrayEquals(new long[] {128, 256, 256}, test.state().position());
    Fx.run(dialog::hide);
  }

  @Test
  void escapeGivesUpABox() {
    Point2D from = test.at(xy, 0.5, 0.5);
    var before = Fx.call(() -> test.view().context().region().get());
    withShift(MouseEvent.MOUSE_PRESSED, from);
    withShift(MouseEvent.MOUSE_DRAGGED, from.add(50, 50));
    assertTrue(says("Release: fetch this box"), "the status line tells of the box");
    Fx.run(() -> Event.fireEvent(xy, key(KeyCode.ESCAPE)));
    withShift(MouseEvent.MOUSE_RELEASED, from.add(50, 50));
    assertEquals(before, Fx.call(() -> test.view().context().region().get()));
    test.move(from);
    assertTrue(says("Drag: move"), "the status line tells of dragging");
  }

  private static KeyEvent key(KeyCode code) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
  }

  private static boolean says(String text) {
    return test.node(".status-hint", Label.class).getText().startsWith(text);
  }

  @Test
  void theMiddleButtonDragsToo() {
    Point2D from = test.at(xy, 0.5, 0.5);
    test.drag(from, from.add(30, 0), MouseButton.MIDDLE);
    assertEquals(256.5 - 30, test.state().center(Axis.X), 0.01);
  }

  @Test
  void aClickPlacesTheCrosshairAndOtherPanesFollow() {
    SliceView view = view();
    Point2D at = test.at(xy, 0.3, 0.6);
    test.click(at);
    Point2D local = Fx.call(() -> xy.screenToLocal(at));
    ViewState state = test.state();
    assertEquals((long) Math.floor(view.coordinateH(local.getX() - 0.5)), state.position(Axis.X));
    assertEquals((long) Math.floor(view.coordinateV(local.getY() - 0.5)), state.position(Axis.Y));
    assertEquals(256.5, state.center(Axis.X), 0.01);
    Fx.await(
        "the zy pane shows the slice of the new x",
        () ->
            test.pane(1).shownPicture().orElseThrow().view().position()[2]
                == state.position(Axis.X));
  }

  @Test
  void aDoubleClickCentresAllPanes() {
    Point2D at = test.at(xy, 0.25, 0.25);
    test.move(at);
    Fx.run(
        () -> {
          test.robot.mouseClick(MouseButton.PRIMARY);
          test.robot.mouseClick(MouseButton.PRIMARY);
        });
    Fx.frames(3);
    ViewState state = test.state();
    assertTrue(state.position(Axis.X) < 250);
    assertEquals(state.position(Axis.X) + 0.5, state.center(Axis.X), 1e-9);
    assertEquals(state.position(Axis.Y) + 0.5, state.center(Axis.Y), 1e-9);
  }

  @Test
  void theWheelStepsSlicesAwayIsUp() {
    Point2D at = test.at(xy, 0.5, 0.5);
    test.wheel(at, 1);
    assertEquals(129, test.state().position(Axis.Z));
    test.wheel(at, -3);
    assertEquals(126, test.state().position(Axis.Z));
    test.wheel(at, 1, KeyCode.SHIFT);
    assertEquals(136, test.state().position(Axis.Z));
  }

  @Test
  void altAndWheelStepByOneScreenPixel() {
    Fx.run(() -> test.view().navigator().change(s -> s.zoomTo(0.2)));
    test.wheel(test.at(xy, 0.5, 0.5), 2, KeyCode.ALT);
    assertEquals(138, test.state().position(Axis.Z));
  }

  @Test
  void ctrlAndWheelZoomAtThePointer() {
    Point2D at = test.at(xy, 0.2, 0.7);
    Point2D local = Fx.call(() -> xy.screenToLocal(at));
    double before = view().coordinateH(local.getX() - 0.5);
    test.wheel(at, 3, KeyCode.CONTROL);
    assertTrue(test.state().zoom() > 1.5, "zoom " + test.state().zoom());
    assertEquals(before, view().coordinateH(local.getX() - 0.5), 0.01);
    assertEquals(128, test.state().position(Axis.Z));
  }

  @Test
  void theStatusLineTellsTheVoxelUnderTheMouse() {
    test.move(test.at(xy, 0.5, 0.5));
    String text =
        Fx.call(() -> test.node(".status-place", javafx.scene.control.Label.class).getText());
    assertTrue(text.matches("x 25\\d, y 25\\d, z 128 {3}= {3}\\d+"), text);
  }
}
