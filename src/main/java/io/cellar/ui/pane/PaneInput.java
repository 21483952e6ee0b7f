package io.cellar.ui.pane;

import io.cellar.slice.geometry.SliceView;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.Pointer.Gesture;
import io.cellar.volume.Axes;
import java.util.Optional;
import javafx.event.EventHandler;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/** Turns what the mouse does in a pane into changes of the view. JavaFX thread. */
final class PaneInput {
  /** A press that moves less than this many logical pixels is a click. */
  private static final double THRESHOLD = 4;

  private static final double ZOOM_PER_NOTCH = 1.2;
  private static final long FAST = 10;

  private final SlicePane pane;
  private final PaneContext context;
  private final Plane plane;
  private final Wheel wheel = new Wheel();
  private final PaneMenu menu;
  private Point2D mouse;
  private Point2D pressed;
  private boolean dragging;
  private Optional<BoxDrag> box = Optional.empty();
  private final EventHandler<KeyEvent> escape = this::key;

  PaneInput(SlicePane pane, PaneContext context) {
    this.pane = pane;
    this.context = context;
    this.plane = pane.plane();
    this.menu = new PaneMenu(pane, context);
    pane.setCursor(Cursor.CROSSHAIR);
    pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    pane.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    pane.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
    pane.addEventHandler(MouseEvent.MOUSE_ENTERED, this::moved);
    pane.addEventHandler(MouseEvent.MOUSE_EXITED, this::exited);
    pane.addEventHandler(ScrollEvent.SCROLL, this::scroll);
    pane.addEventHandler(ZoomEvent.ZOOM, this::pinch);
    pane.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::contextMenu);
  }

  /** The voxel under the mouse in axes order when it is in the pane, perhaps outside the volume. */
  Optional<long[]> voxelUnderMouse() {
    return mouse == null ? Optional.empty() : Optional.of(voxelAt(mouse.getX(), mouse.getY()));
  }

  /** The view may have moved under a mouse that stands still. */
  void frame() {
    if (mouse != null && pane.isVisible()) {
      long[] voxel = voxelAt(mouse.getX(), mouse.getY());
      context.pointer().move(new Pointer.Place(plane, voxel, inside(voxel)));
      pane.hint().point(voxel, mouse);
    }
  }

  private void press(MouseEvent e) {
    pane.requestFocus();
    menu.hide();
    pressed = new Point2D(e.getX(), e.getY());
    dragging = false;
    endBox();
    if (e.isShiftDown() && e.getButton() == MouseButton.PRIMARY) {
      box = Optional.of(new BoxDrag(context, plane, voxelAt(e.getX(), e.getY())));
      // Of the scene, because a menu bar keeps escape from reaching the nodes below.
      pane.getScene().addEventFilter(KeyEvent.KEY_PRESSED, escape);
    }
    moved(e);
  }

  private void drag(MouseEvent e) {
    boolean pans = e.getButton() == MouseButton.PRIMARY || e.getButton() == MouseButton.MIDDLE;
    if (pressed == null || !pans) {
      return;
    }
    Point2D now = new Point2D(e.getX(), e.getY());
    if (!dragging && now.distance(pressed) < THRESHOLD) {
      return;
    }
    dragging = true;
    context.pointer().gesture(box.isPresent() ? Gesture.BOX : Gesture.PAN);
    if (box.isPresent()) {
      mouse = now;
      box.get().to(voxelAt(now.getX(), now.getY()));
      return;
    }
    pane.setCursor(Cursor.CLOSED_HAND);
    double scale = pane.scale();
    double dx = (now.getX() - pressed.getX()) * scale;
    double dy = (now.getY() - pressed.getY()) * scale;
    context.navigator().change(s -> s.drag(plane, dx, dy));
    pressed = now;
    mouse = now;
  }

  private void release(MouseEvent e) {
    pane.setCursor(Cursor.CROSSHAIR);
    boolean click = pressed != null && !dragging && e.getButton() == MouseButton.PRIMARY;
    boolean drawn = dragging && box.isPresent();
    context.pointer().gesture(Gesture.NONE);
    pressed = null;
    dragging = false;
    endBox();
    if (drawn) {
      pane.fireEvent(new PaneEvent(pane, PaneEvent.PREFETCH_BOX));
    }
    if (!click) {
      return;
    }
    long[] voxel = voxelAt(e.getX(), e.getY());
    if (e.getClickCount() == 2) {
      context.navigator().jump(s -> s.goTo(voxel));
    } else if (e.getClickCount() == 1) {
      context.navigator().follow(s -> s.at(voxel));
    }
  }

  private void endBox() {
    if (box.isPresent()) {
      box = Optional.empty();
      pane.getScene().removeEventFilter(KeyEvent.KEY_PRESSED, escape);
    }
  }

  /** Gives up the box that is being drawn. */
  private void key(KeyEvent e) {
    if (e.getCode() == KeyCode.ESCAPE) {
      box.ifPresent(BoxDrag::giveUp);
      context.pointer().gesture(Gesture.NONE);
      pressed = null;
      dragging = false;
      endBox();
      e.consume();
    }
  }

  private void moved(MouseEvent e) {
    mouse = new Point2D(e.getX(), e.getY());
  }

  private void exited(MouseEvent e) {
    if (!e.isPrimaryButtonDown() && !e.isMiddleButtonDown()) {
      mouse = null;
      context.pointer().leave(plane);
      pane.hint().hideSoon();
    }
  }

  private void scroll(ScrollEvent e) {
    if (e.isInertia() && e.isControlDown()) {
      return;
    }
    if (e.isControlDown() || e.isShortcutDown()) {
      zoom(e.getX(), e.getY(), Math.pow(ZOOM_PER_NOTCH, Wheel.fraction(e)));
    } else {
      step(wheel.notches(e), e);
    }
    e.consume();
  }

  private void step(int notches, ScrollEvent e) {
    if (notches == 0) {
      return;
    }
    ViewState state = context.navigator().state();
    long times = e.isShiftDown() ? FAST : 1;
    plane
        .normal(state.axes())
        .ifPresent(
            axis -> {
              long one = e.isAltDown() ? Math.max(1, Math.round(1 / state.zoom(axis))) : 1;
              context.navigator().follow(s -> s.step(axis, notches * one * times));
            });
  }

  private void pinch(ZoomEvent e) {
    zoom(e.getX(), e.getY(), e.getZoomFactor());
    e.consume();
  }

  private void zoom(double x, double y, double factor) {
    SliceView view = pane.view();
    double h = view.coordinateH(x * pane.scale() - 0.5);
    double v = view.coordinateV(y * pane.scale() - 0.5);
    context.navigator().change(s -> s.zoomAt(plane, h, v, factor));
  }

  private void contextMenu(ContextMenuEvent e) {
    if (e.isKeyboardTrigger()) {
      openMenu();
    } else {
      menu.show(voxelAt(e.getX(), e.getY()), e.getScreenX(), e.getScreenY());
    }
    e.consume();
  }

  /** Opens the menu of the crosshair's place. */
  void openMenu() {
    Point2D onScreen = pane.localToScreen(crosshair());
    menu.show(context.navigator().state().position(), onScreen.getX(), onScreen.getY());
  }

  /** Where the crosshair is, or the nearest place in the pane. */
  private Point2D crosshair() {
    SliceView view = pane.view();
    ViewState state = context.navigator().state();
    double x = view.pixelH(state.position(plane.horizontal()) + 0.5) / pane.scale();
    double y = view.pixelV(state.position(plane.vertical()) + 0.5) / pane.scale();
    return new Point2D(Math.clamp(x, 0, pane.getWidth()), Math.clamp(y, 0, pane.getHeight()));
  }

  private long[] voxelAt(double x, double y) {
    SliceView view = pane.view();
    Axes axes = context.navigator().state().axes();
    long[] voxel = context.navigator().state().position();
    voxel[axes.indexOf(plane.horizontal())] =
        (long) Math.floor(view.coordinateH(x * pane.scale() - 0.5));
    voxel[axes.indexOf(plane.vertical())] =
        (long) Math.floor(view.coordinateV(y * pane.scale() - 0.5));
    return voxel;
  }

  private boolean inside(long[] voxel) {
    return context.volume().description().geometry().view().contains(voxel);
  }

  /**
   * Counts whole notches of a wheel; the small deltas of a touch pad add up to notches. With shift
   * held many systems send a wheel as horizontal scrolling, which counts the same.
   */
  private static final class Wheel {
    private static final double NOTCH = 40;
    private double rest;

    /** Whole notches since the last call, away from the user positive. */
    int notches(ScrollEvent event) {
      double delta = delta(event);
      if (Math.signum(delta) != Math.signum(rest)) {
        rest = 0;
      }
      rest += delta / NOTCH;
      int whole = (int) rest;
      rest -= whole;
      return whole;
    }

    /** Parts of a notch of this one event. */
    static double fraction(ScrollEvent event) {
      return delta(event) / NOTCH;
    }

    private static double delta(ScrollEvent event) {
      return event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
    }
  }
}
