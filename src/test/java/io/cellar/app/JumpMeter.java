package io.cellar.app;

import io.cellar.slice.SlicePicture;
import io.cellar.ui.Fx;
import io.cellar.ui.pane.SlicePane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final Set<SlicePane> waiting = new HashSet<>();
  private final List<Runnable> leave = new ArrayList<>();
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

  /** Jumps to a voxel that is not near, with nothing but volume in view. */
  static Result jump(SampleWindow window, long[] voxel) throws InterruptedException {
    JumpMeter meter = new JumpMeter(window);
    Fx.run(() -> meter.begin(voxel));
    if (!meter.shown.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("no picture of " + Arrays.toString(voxel));
    }
    return Fx.call(() -> meter.result);
  }

  private void begin(long[] voxel) {
    waiting.addAll(window.visible());
    for (SlicePane pane : List.copyOf(waiting)) {
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
    if (picture.view().equals(pane.view()) && waiting.remove(pane)) {
      long holes = Arrays.stream(picture.argb()).filter(argb -> !isGrey(argb)).count();
      long before = result == null ? 0 : result.holes();
      result = new Result(pulses + 1, (System.nanoTime() - begun) / 1e6, before + holes);
      if (waiting.isEmpty()) {
        leave.forEach(Runnable::run);
        shown.countDown();
      }
    }
  }

  /** Voxels are grey; what stands for missing ones is tinted. */
  private static boolean isGrey(int argb) {
    return (argb & 0xff) == (argb >> 8 & 0xff) && (argb & 0xff) == (argb >> 16 & 0xff);
  }
}
