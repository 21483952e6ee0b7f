package io.cellar.app;

import io.cellar.settings.Theme;
import io.cellar.ui.Fx;
import io.cellar.ui.pane.SlicePane;
import io.cellar.volume.Roi;
import io.cellar.volume.ValueRange;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;

/** Flies around in a window as fast as it can, at random; the same seed flies the same way. */
final class Flight {
  /** Between two events; a mouse reports no faster. */
  private static final long PAUSE_NANOS = 4_000_000;

  private static final List<KeyCode> KEYS =
      List.of(
          KeyCode.SPACE,
          KeyCode.X,
          KeyCode.Y,
          KeyCode.Z,
          KeyCode.C,
          KeyCode.G,
          KeyCode.A,
          KeyCode.S,
          KeyCode.BACK_SLASH);

  private final SampleWindow window;
  private final Roi within;
  private final Random random;
  private long events;

  /**
   * A flight.
   *
   * @param within where jumps lead
   */
  Flight(SampleWindow window, Roi within, long seed) {
    this.window = window;
    this.within = within;
    this.random = new Random(seed);
  }

  /** Flies until it is told to stop. */
  void run(BooleanSupplier stop) {
    while (!stop.getAsBoolean()) {
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> step(stop);
        case 3, 4, 5 -> pan(stop);
        case 6, 7 -> zoom(stop);
        case 8, 9 -> jump();
        case 10 -> contrast(stop);
        default -> press();
      }
    }
  }

  /** Events so far. */
  long events() {
    return events;
  }

  private void event(Runnable fire) {
    Fx.run(fire);
    events++;
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  private SlicePane pane() {
    return Fx.call(
        () -> {
          List<SlicePane> panes = window.visible();
          return panes.get(random.nextInt(panes.size()));
        });
  }

  private Point2D somewhere(SlicePane pane) {
    return Fx.call(
        () ->
            new Point2D(
                Math.rint(random.nextDouble() * (pane.getWidth() - 1)),
                Math.rint(random.nextDouble() * (pane.getHeight() - 1))));
  }

  private void wheel(int most, KeyCode held, BooleanSupplier stop) {
    SlicePane pane = pane();
    Point2D at = somewhere(pane);
    int notches = random.nextBoolean() ? 1 : -1;
    event(() -> PaneEvents.mouse(pane, MouseEvent.MOUSE_MOVED, at, false));
    for (int n = 1 + random.nextInt(most); n > 0 && !stop.getAsBoolean(); n--) {
      event(() -> PaneEvents.wheel(pane, at, notches, held));
    }
  }

  private void step(BooleanSupplier stop) {
    wheel(60, random.nextInt(3) == 0 ? KeyCode.SHIFT : KeyCode.UNDEFINED, stop);
  }

  private void zoom(BooleanSupplier stop) {
    wheel(8, KeyCode.CONTROL, stop);
  }

  private void pan(BooleanSupplier stop) {
    SlicePane pane = pane();
    Point2D from = somewhere(pane);
    Point2D to = somewhere(pane);
    int steps = 5 + random.nextInt(80);
    event(() -> PaneEvents.mouse(pane, MouseEvent.MOUSE_PRESSED, from, true));
    for (int n = 1; n <= steps && !stop.getAsBoolean(); n++) {
      Point2D at = from.interpolate(to, (double) n / steps);
      event(() -> PaneEvents.mouse(pane, MouseEvent.MOUSE_DRAGGED, at, true));
    }
    event(() -> PaneEvents.mouse(pane, MouseEvent.MOUSE_RELEASED, to, false));
  }

  /** To another place, at another zoom, as the field for coordinates does. */
  void jump() {
    long[] voxel = new long[within.rank()];
    for (int d = 0; d < voxel.length; d++) {
      voxel[d] = within.start(d) + random.nextLong(within.stop(d) - within.start(d));
    }
    double zoom = Math.scalb(1.0, random.nextInt(7) - 4) * random.nextDouble(0.8, 1.2);
    event(() -> window.view().navigator().jump(s -> s.zoomTo(zoom).goTo(voxel)));
  }

  private void contrast(BooleanSupplier stop) {
    for (int n = random.nextInt(20); n > 0 && !stop.getAsBoolean(); n--) {
      double low = random.nextInt(120);
      double high = low + 1 + random.nextInt(120);
      event(() -> window.view().contrast().set(new ValueRange(low, high)));
    }
  }

  private void press() {
    if (random.nextInt(4) == 0) {
      Theme theme = random.nextBoolean() ? Theme.DARK : Theme.LIGHT;
      event(() -> window.window().colours().choice().set(theme));
      return;
    }
    KeyCode key = KEYS.get(random.nextInt(KEYS.size()));
    SlicePane pane = pane();
    event(() -> PaneEvents.key(pane, key, key.getName()));
  }
}
