package io.cellar.app;

import io.cellar.slice.FetchLimit;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.SliceRenderer;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Measures what a picture costs from the request to the pixels, beside what the machine needs for a
 * copy and a look-up of as many pixels. The three take turns, so that a machine that is slow for a
 * while is slow for all of them.
 */
final class PictureWork {
  private static final int WARM_UP = Integer.getInteger("frames.pictures.warmup", 1500);
  private static final int PICTURES = Integer.getInteger("frames.pictures", 400);

  private PictureWork() {}

  /**
   * What came out, means of a frame in milliseconds of processor time.
   *
   * @param made pixels that were made anew in a frame
   * @param pixels of all panes
   * @param copy of the machine, for the pixels of all panes
   * @param lookUp of the machine, for the pixels of all panes
   * @param picture of the program, all pictures of a frame together
   * @param median of the frames, all pictures of it together
   * @param highest of the frames, all pictures of it together
   * @param garbage bytes of the heap that a frame takes
   */
  record Result(
      long made,
      long pixels,
      double copy,
      double lookUp,
      double picture,
      double median,
      double highest,
      long garbage) {
    /** How often the program's work holds what the machine needs at least. */
    double ratio() {
      return picture / (copy + lookUp);
    }
  }

  /**
   * Measures.
   *
   * @param renderers one for each pane, whose blocks are in memory or on the disk
   * @param views of the panes in the n-th frame; only those that differ from the frame before are
   *     made, as in the window
   */
  static Result measure(List<SliceRenderer> renderers, IntFunction<List<SliceView>> views) {
    List<SliceView> last = views.apply(0);
    int pixels = last.stream().mapToInt(view -> view.width() * view.height()).sum();
    MachinePace pace = new MachinePace(pixels);
    double[] copy = new double[PICTURES];
    double[] lookUp = new double[PICTURES];
    double[] picture = new double[PICTURES];
    long made = 0;
    long garbage = 0;
    for (int n = -WARM_UP; n < PICTURES; n++) {
      List<SliceView> next = views.apply(n + WARM_UP + 1);
      int at = Math.max(n, 0);
      copy[at] = pace.copy() / 1e6;
      lookUp[at] = pace.lookUp() / 1e6;
      long allocated = MachinePace.allocated();
      long begun = MachinePace.cpu();
      for (int p = 0; p < next.size(); p++) {
        if (!next.get(p).equals(last.get(p))) {
          make(renderers.get(p), next.get(p));
          made += n < 0 ? 0 : (long) next.get(p).width() * next.get(p).height();
        }
      }
      picture[at] = (MachinePace.cpu() - begun) / 1e6;
      garbage += n < 0 ? 0 : MachinePace.allocated() - allocated;
      last = next;
    }
    double[] sorted = picture.clone();
    Arrays.sort(sorted);
    return new Result(
        made / PICTURES,
        pixels,
        mean(copy),
        mean(lookUp),
        mean(picture),
        sorted[PICTURES / 2],
        sorted[PICTURES - 1],
        garbage / PICTURES);
  }

  /** What the machine needs for the pixels of a window, and for a page that is new, as a text. */
  static String calibration(int width, int height) {
    MachinePace pace = new MachinePace(width * height);
    double[] copy = new double[PICTURES];
    double[] lookUp = new double[PICTURES];
    for (int n = 0; n < 2 * PICTURES; n++) {
      copy[n % PICTURES] = pace.copy() / 1e6;
      lookUp[n % PICTURES] = pace.lookUp() / 1e6;
    }
    return String.format(
        Locale.ROOT,
        "copy of %d x %d pixels %.2f ms, look-up %.2f ms, a page of fresh memory %.1f us",
        width,
        height,
        mean(copy),
        mean(lookUp),
        MachinePace.freshPage() / 1e3);
  }

  private static void make(SliceRenderer renderer, SliceView view) {
    Display display = Display.of(renderer.volume());
    SlicePicture made =
        renderer.render(view, display, FetchLimit.DEFAULT, () -> false).orElseThrow();
    renderer.reuse(made.argb());
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
