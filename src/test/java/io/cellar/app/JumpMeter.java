package io.cellar.app;

import io.cellar.slice.SlicePicture;
import io.cellar.ui.Fx;
import io.cellar.ui.pane.SlicePane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.beans.value.ChangeListener;

/**
 * Measures how long it takes from a jump until every pane shows the new place, coarsely at least.
 * Fields belong to the JavaFX thread.
 */
final class JumpMeter {
  private static final long PATIENCE_SECONDS = 20;

  private final SampleWindow window;
  private final List<Runnable> leave = new ArrayList<>();

  /** The panes that have not shown the place yet, and where to copy what they show first. */
  private final Map<SlicePane, int[]> waiting = new HashMap<>();

  /** What was copied, to be looked at when all is over. */
  private final List<int[]> seen = new ArrayList<>();

  private final CountDownLatch shown = new CountDownLatch(1);
  private long begun;
  private int pulses;
  private Result result;

  /**
   * What came of a jump.
   *
   * @param frames frames that begin until the place is seen, 1 for the next one
   * @param millis until all pixels are handed over
   * @param holes pixels that are neither voxels of that level nor of a coarser one
   */
  record Result(int frames, double millis, long holes) {}

  private JumpMeter(SampleWindow window) {
    this.window = window;
  }

  /** Jumps, just after a frame, to a voxel that is not near, with nothing but volume in view. */
  static Result jump(SampleWindow window, long[] voxel) throws InterruptedException {
    JumpMeter meter = new JumpMeter(window);
    Fx.run(meter::prepare);
    Fx.frames(2);
    Fx.run(() -> meter.begin(voxel));
    if (!meter.shown.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("no picture of " + Arrays.toString(voxel));
    }
    return Fx.call(() -> meter.result);
  }

  /** Long before, as new memory takes longer than a picture. */
  private void prepare() {
    for (SlicePane pane : window.visible()) {
      waiting.put(pane, new int[pane.size().width() * pane.size().height()]);
    }
  }

  private void begin(long[] voxel) {
    for (SlicePane pane : List.copyOf(waiting.keySet())) {
      ChangeListener<Optional<SlicePicture>> listener =
          (o, was, is) -> came(pane, is.orElseThrow());
      pane.shownPictureProperty().addListener(listener);
      leave.add(() -> pane.shownPictureProperty().removeListener(listener));
    }
    leave.add(window.window().pulse().everyFrame(() -> pulses++));
    begun = System.nanoTime();
    window.view().navigator().jump(s -> s.goTo(voxel));
  }

  private void came(SlicePane pane, SlicePicture picture) {
    if (picture.view().equals(pane.view()) && waiting.containsKey(pane)) {
      int[] copy = waiting.remove(pane);
      System.arraycopy(picture.argb(), 0, copy, 0, copy.length);
      seen.add(copy);
      if (waiting.isEmpty()) {
        double millis = (System.nanoTime() - begun) / 1e6;
        result = new Result(pulses + 1, millis, seen.stream().mapToLong(JumpMeter::holes).sum());
        leave.forEach(Runnable::run);
        shown.countDown();
      }
    }
  }

  private static long holes(int[] pixels) {
    return Arrays.stream(pixels).filter(argb -> !isGrey(argb)).count();
  }

  /** Voxels are grey; what stands for missing ones is tinted. */
  private static boolean isGrey(int argb) {
    return (argb & 0xff) == (argb >> 8 & 0xff) && (argb & 0xff) == (argb >> 16 & 0xff);
  }
}
