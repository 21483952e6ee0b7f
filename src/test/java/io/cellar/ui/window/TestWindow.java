package io.cellar.ui.window;

import io.cellar.settings.PaneLook;
import io.cellar.settings.Theme;
import io.cellar.ui.DemoActions;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.WindowMemory;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.SlicePane;
import java.util.List;
import java.util.function.Function;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;

/** A window at the corner of the screen with a robot in front of it. */
final class TestWindow implements AutoCloseable {
  /** What JavaFX makes of one notch of a wheel. */
  private static final double NOTCH = 40;

  /** The first start, but for the card that explains the mouse. */
  private static final WindowMemory GREETED =
      new WindowMemory(Theme.SYSTEM, 1280, 800, false, true, false, 0.5, 0.5, PaneLook.FIRST, true);

  final DemoVolume volume;
  final DemoActions actions;
  final MainWindow window;
  final Robot robot;

  private TestWindow(DemoVolume volume, DemoActions actions) {
    this.volume = volume;
    this.actions = actions;
    actions.engine(volume.engine());
    window =
        Fx.call(
            () -> {
              MainWindow made = new MainWindow(new Stage(), actions, actions.windows());
              made.stage().setX(0);
              made.stage().setY(0);
              made.stage().show();
              return made;
            });
    robot = Fx.call(Robot::new);
  }

  /** A window that shows a volume whose visible blocks have come. */
  static TestWindow showing(DemoVolume volume) {
    TestWindow test = showingAnything(volume);
    Fx.await("the slices are there", test::complete);
    return test;
  }

  /** A window that shows a volume, of which perhaps nothing has come. */
  static TestWindow showingAnything(DemoVolume volume) {
    DemoActions actions = new DemoActions(GREETED);
    actions.when("v", new OpenOutcome.Opened(volume));
    TestWindow test = new TestWindow(volume, actions);
    test.open("v");
    Fx.await(
        "there is a picture",
        () ->
            test.window.view().get().isPresent()
                && test.view().panes().stream().allMatch(p -> p.shownPicture().isPresent()));
    return test;
  }

  /** A window that shows nothing yet. */
  static TestWindow empty(DemoActions actions) {
    return new TestWindow(DemoVolume.tissue(), actions);
  }

  void open(String... locations) {
    Fx.run(() -> window.open(List.of(locations)));
  }

  boolean complete() {
    return window.view().get().isPresent()
        && view().panes().stream()
            .allMatch(
                p ->
                    p.shownPicture()
                        .filter(s -> s.view().width() > 0 && !s.loading() && s.shown() > 0)
                        .isPresent());
  }

  VolumeView view() {
    return window.view().get().orElseThrow();
  }

  ViewState state() {
    return Fx.call(() -> view().navigator().state());
  }

  <T> T get(Function<VolumeView, T> question) {
    return Fx.call(() -> question.apply(view()));
  }

  SlicePane pane(int n) {
    return view().panes().get(n);
  }

  /** Where a point of a pane, given as shares of its size, is on the screen. */
  Point2D at(SlicePane pane, double h, double v) {
    return Fx.call(() -> pane.localToScreen(pane.getWidth() * h, pane.getHeight() * v));
  }

  void move(Point2D to) {
    Fx.run(() -> robot.mouseMove(to));
    Fx.frames(3);
  }

  void drag(Point2D from, Point2D to, MouseButton button) {
    move(from);
    Fx.run(() -> robot.mousePress(button));
    move(from.midpoint(to));
    move(to);
    Fx.run(() -> robot.mouseRelease(button));
    Fx.frames(3);
  }

  void click(Point2D at) {
    move(at);
    Fx.run(() -> robot.mouseClick(MouseButton.PRIMARY));
    Fx.frames(3);
  }

  /**
   * Turns the wheel over a point of the screen, notches away from the user positive. The event is
   * made here, because the robot of the headless platform sends a wheel without its modifiers.
   */
  void wheel(Point2D at, int notches, KeyCode... held) {
    List<KeyCode> keys = List.of(held);
    for (int n = 0; n < Math.abs(notches); n++) {
      Fx.run(() -> turn(at, Math.signum(notches) * NOTCH, keys));
    }
    Fx.frames(3);
  }

  private void turn(Point2D at, double delta, List<KeyCode> held) {
    Scene scene = window.stage().getScene();
    Point2D inScene = scene.getRoot().screenToLocal(at);
    SlicePane target = target(at);
    PickResult pick = new PickResult(target, inScene.getX(), inScene.getY());
    ScrollEvent event =
        new ScrollEvent(
            ScrollEvent.SCROLL,
            inScene.getX(),
            inScene.getY(),
            at.getX(),
            at.getY(),
            held.contains(KeyCode.SHIFT),
            held.contains(KeyCode.CONTROL),
            held.contains(KeyCode.ALT),
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
            pick);
    Event.fireEvent(target, event);
  }

  private SlicePane target(Point2D at) {
    return view().panes().stream()
        .filter(p -> p.isVisible() && p.contains(p.screenToLocal(at)))
        .findFirst()
        .orElseThrow();
  }

  void type(KeyCode key, KeyCode... held) {
    Fx.run(
        () -> {
          for (KeyCode modifier : held) {
            robot.keyPress(modifier);
          }
          robot.keyType(key);
          for (KeyCode modifier : held) {
            robot.keyRelease(modifier);
          }
        });
    Fx.frames(3);
  }

  /** The item of the toolbar that chooses where blocks come from. JavaFX thread. */
  MenuItem source(String text) {
    return ((MenuButton) window.stage().getScene().lookup(".window-toolbar .menu-button"))
        .getItems().stream().filter(i -> i.getText().equals(text)).findFirst().orElseThrow();
  }

  <N extends Node> N node(String selector, Class<N> type) {
    return Fx.call(() -> type.cast(window.stage().getScene().lookup(selector)));
  }

  /** Another window than the main one that is open. */
  Window dialog() {
    Fx.await("a dialog is open", () -> other() != null);
    return Fx.call(this::other);
  }

  private Window other() {
    return Window.getWindows().stream()
        .filter(w -> w != window.stage() && w.isShowing())
        .findFirst()
        .orElse(null);
  }

  @Override
  public void close() {
    Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    Fx.frames(2);
  }
}
