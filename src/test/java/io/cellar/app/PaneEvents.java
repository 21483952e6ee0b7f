package io.cellar.app;

import io.cellar.ui.pane.SlicePane;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;

/** Fires at a pane what mouse and keys would. JavaFX thread. */
final class PaneEvents {
  /** What JavaFX makes of one notch of a wheel. */
  private static final double NOTCH = 40;

  private PaneEvents() {}

  /** Turns the wheel over a point of a pane, notches away from the user positive. */
  static void wheel(SlicePane pane, Point2D at, int notches, KeyCode held) {
    Point2D scene = pane.localToScene(at);
    Point2D screen = pane.localToScreen(at);
    double delta = notches * NOTCH;
    Event.fireEvent(
        pane,
        new ScrollEvent(
            ScrollEvent.SCROLL,
            scene.getX(),
            scene.getY(),
            screen.getX(),
            screen.getY(),
            held == KeyCode.SHIFT,
            held == KeyCode.CONTROL,
            held == KeyCode.ALT,
            false,
            false,
            false,
            0,
            delta,
            0,
            delta,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            new PickResult(pane, scene.getX(), scene.getY())));
  }

  /** The mouse does something with or without its first button at a point of a pane. */
  static void mouse(SlicePane pane, EventType<MouseEvent> type, Point2D at, boolean down) {
    Point2D scene = pane.localToScene(at);
    Point2D screen = pane.localToScreen(at);
    Event.fireEvent(
        pane,
        new MouseEvent(
            type,
            scene.getX(),
            scene.getY(),
            screen.getX(),
            screen.getY(),
            type == MouseEvent.MOUSE_MOVED ? MouseButton.NONE : MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            down,
            false,
            false,
            false,
            true,
            false,
            new PickResult(pane, scene.getX(), scene.getY())));
  }

  /** Presses a key. */
  static void key(SlicePane pane, KeyCode code, String text) {
    Event.fireEvent(
        pane, new KeyEvent(KeyEvent.KEY_PRESSED, "", text, code, false, false, false, false));
  }
}
