package io.cellar.app;

import io.cellar.sample.FaultPlan;
import io.cellar.sample.ServerOptions;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.SliceRenderer;
import io.cellar.ui.Fx;
import io.cellar.ui.navigation.PaneSize;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.SlicePane;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;

/** How long the window takes from an input event to the pixels; a program, for a JVM of its own. */
final class WindowFrames {
  private static final double WIDTH = 1920;
  private static final double HEIGHT = 1080;
  private static final int EVENTS = Integer.getInteger("frames.events", 600);
  private static final int WARM_UP = Integer.getInteger("frames.warmup", 600);

  /** As fast as a wheel is turned, or a key repeats. */
  private static final double STEP_GAP = 20;

  /** As often as a mouse reports. */
  private static final double PAN_GAP = 8;

  /** Slices that are stepped through to and fro; they lie in two layers of blocks. */
  private static final int SLICES = 100;

  private static final int PAN_RADIUS = 150;
  private static final int JUMPS = 25;

  /** Two blocks. */
  private static final int AHEAD = 128;

  private final FramesReport report = new FramesReport("From the event to the picture");
  private final SampleWindow window;

  private WindowFrames(SampleWindow window) {
    this.window = window;
  }

  /**
   * Measures and writes a report.
   *
   * @param args an empty folder to work in, and the file of the report
   */
  public static void main(String[] args) throws Exception {
    Fx.start();
    int code = 1;
    try (SampleWindow window =
        new SampleWindow(Path.of(args[0]), ServerOptions.DEFAULT, WIDTH, HEIGHT)) {
      new WindowFrames(window).run(Path.of(args[1]));
      code = 0;
    } catch (Exception | AssertionError e) {
      e.printStackTrace(System.err);
    }
    // The toolkit's thread would keep a process alive that failed.
    System.exit(code);
  }

  private void run(Path file) throws Exception {
    fetch();
    report.line("window", "%.0f x %.0f pixels".formatted(WIDTH, HEIGHT));
    report.line("pipeline", pipeline());
    report.line("machine's pace", PictureWork.calibration((int) WIDTH, (int) HEIGHT));
    empty();
    window.open();
    place();
    Fx.run(() -> pane().requestFocus());
    measure("three panes");
    work("three panes");
    Fx.run(() -> PaneEvents.key(pane(), KeyCode.SPACE, " "));
    Fx.await("one pane alone", () -> window.visible().size() == 1);
    place();
    measure("one pane");
    work("one pane");
    report.write(file);
  }

  /**
   * The blocks that the panes will show, and two more on each side, which are read ahead: the
   * server, which would use the same cores, shall have nothing to do.
   */
  private void fetch() throws Exception {
    long z = 1024;
    long y = 2048;
    long x = 2048;
    long wide = 480 + PAN_RADIUS + AHEAD;
    long high = 240 + PAN_RADIUS + AHEAD;
    long thick = AHEAD + SLICES / 2;
    window.fetch(0, box(z, thick, y, 540 + PAN_RADIUS + AHEAD, x, 960 + PAN_RADIUS + AHEAD));
    window.fetch(0, box(z, wide, y, high, x, AHEAD));
    window.fetch(0, box(z, high, y, AHEAD, x, wide));
  }

  private static Roi box(long z, long radiusZ, long y, long radiusY, long x, long radiusX) {
    return new Roi(
        new long[] {z - radiusZ, y - radiusY, x - radiusX},
        new long[] {z + radiusZ, y + radiusY, x + radiusX});
  }

  private static String pipeline() {
    return System.getProperty("prism.order", "the system's")
        + " on "
        + System.getProperty(
            "window.display", System.getProperty("glass.platform", "the system's display"));
  }

  private SlicePane pane() {
    return window.view().panes().getFirst();
  }

  private void place() {
    Fx.run(
        () ->
            window.view().navigator().change(s -> s.zoomTo(1).goTo(new long[] {1024, 2048, 2048})));
    window.settle();
  }

  private void measure(String panes) throws InterruptedException {
    IntConsumer step = this::step;
    Fx.run(() -> PaneEvents.mouse(pane(), MouseEvent.MOUSE_MOVED, middle(), false));
    new FrameMeter(window).run(Math.max(2 * SLICES, WARM_UP), STEP_GAP, step);
    window.settle();
    row(panes + ", stepping", new FrameMeter(window).run(EVENTS, STEP_GAP, step));
    check();
    Fx.run(() -> PaneEvents.mouse(pane(), MouseEvent.MOUSE_PRESSED, middle(), true));
    IntConsumer pan = this::pan;
    new FrameMeter(window).run(WARM_UP, PAN_GAP, pan);
    row(panes + ", panning", new FrameMeter(window).run(EVENTS, PAN_GAP, pan));
    Fx.run(() -> PaneEvents.mouse(pane(), MouseEvent.MOUSE_RELEASED, middle(), false));
    check();
    jumps(panes);
  }

  /**
   * To places that have never been seen, and lie so far inside that only volume is in view. The
   * server does not answer meanwhile: what is seen is what the program has, and the server, which
   * runs on the same cores here, takes no part in the time.
   */
  private void jumps(String panes) throws InterruptedException {
    window.server().setFaults(FaultPlan.always("hang-accept"));
    SplittableRandom random = new SplittableRandom(JUMPS);
    List<JumpMeter.Result> jumps = new ArrayList<>();
    for (int n = 0; n < JUMPS; n++) {
      long[] place = {
        random.nextLong(500, 1500), random.nextLong(600, 3400), random.nextLong(1000, 3000)
      };
      jumps.add(JumpMeter.jump(window, place));
      Fx.frames(10);
    }
    report.jumps(panes, jumps);
    window.server().setFaults(FaultPlan.NONE);
    place();
  }

  private void empty() {
    int width = (int) WIDTH;
    int height = (int) HEIGHT;
    for (double gap : new double[] {STEP_GAP, PAN_GAP}) {
      report.row(
          "empty window, an event in %.0f ms".formatted(gap),
          width + " x " + height,
          EmptyWindow.measure(width, height, EVENTS / 2, gap));
    }
  }

  /** What the pictures of such frames cost, with no window in the way. */
  private void work(String panes) {
    List<PaneSize> sizes = Fx.call(() -> window.visible().stream().map(SlicePane::size).toList());
    ViewState middle = Fx.call(() -> window.view().navigator().state());
    Plane plane = sizes.getFirst().plane();
    Axis normal = plane.normal(middle.axes()).orElseThrow();
    work(panes + ", stepping", sizes, n -> middle.step(normal, notch(n)));
    work(panes + ", panning", sizes, n -> middle.drag(plane, panned(n).getX(), panned(n).getY()));
  }

  private void work(String what, List<PaneSize> sizes, IntFunction<ViewState> frames) {
    List<SliceRenderer> renderers =
        Fx.call(
            () ->
                sizes.stream()
                    .map(s -> window.view().layers().reference().volume().newRenderer())
                    .toList());
    try {
      PictureWork.Result result =
          PictureWork.measure(renderers, n -> sizes.stream().map(frames.apply(n)::slice).toList());
      report.work(what, result);
    } finally {
      Fx.run(() -> renderers.forEach(SliceRenderer::close));
    }
  }

  private void row(String what, FrameMeter.Result result) {
    require(result.millis().length == EVENTS && result.millis()[0] > 0, "numbers are missing");
    String size =
        Fx.call(window::visible).stream()
            .map(p -> Fx.call(p::size))
            .map(s -> s.width() + " x " + s.height())
            .collect(Collectors.joining(", "));
    report.row(what, size, result);
  }

  private Point2D middle() {
    return new Point2D(Math.rint(pane().getWidth() / 2), Math.rint(pane().getHeight() / 2));
  }

  /** One notch: half the slices up, then all of them down, then up again. */
  private void step(int n) {
    PaneEvents.wheel(pane(), middle(), notch(n + 1) > notch(n) ? 1 : -1, KeyCode.UNDEFINED);
  }

  /** Where the n-th notch begins, in slices from the middle. */
  private static int notch(int n) {
    int turn = Math.floorMod(n + SLICES / 2, 2 * SLICES);
    return (turn < SLICES ? turn : 2 * SLICES - turn) - SLICES / 2;
  }

  /** Along a figure of eight, never resting. */
  private void pan(int n) {
    PaneEvents.mouse(pane(), MouseEvent.MOUSE_DRAGGED, middle().add(panned(n)), true);
  }

  private Point2D panned(int n) {
    double angle = n * 2 * Math.PI / 300;
    double radius = Math.min(PAN_RADIUS, pane().getHeight() / 2 - 2);
    return new Point2D(
        Math.rint(radius * Math.sin(angle)), Math.rint(radius * Math.sin(2 * angle) / 2));
  }

  /** The pictures that are shown are complete. */
  private void check() {
    window.settle();
    List<Optional<SlicePicture>> pictures =
        Fx.call(() -> window.visible().stream().map(SlicePane::shownPicture).toList());
    for (Optional<SlicePicture> picture : pictures) {
      SlicePicture shown = picture.orElseThrow();
      require(shown.blocks() == shown.shown(), "blocks are missing: " + shown.shown());
    }
    ViewState state = Fx.call(() -> window.view().navigator().state());
    require(state.zoom() == 1, "the zoom is no longer 1: " + state);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
