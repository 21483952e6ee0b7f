package io.cellar.app;

import io.cellar.slice.SlicePicture;
import io.cellar.slice.geometry.SliceView;
import io.cellar.ui.Fx;
import io.cellar.ui.pane.SlicePane;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;

/**
 * Measures how long it takes from an input event until every pane has handed over the pixels of a
 * picture that shows what the event, or a later one, asked for. An event begins when it is put into
 * the JavaFX thread's queue, as the system does it: waiting there counts.
 *
 * <p>Fields belong to the JavaFX thread.
 */
final class FrameMeter {
  private static final double PULSE_NANOS = 1e9 / 60;
  private static final long PATIENCE_SECONDS = 20;

  private final SampleWindow window;
  private final List<Track> tracks = new ArrayList<>();
  private final List<Double> millis = new ArrayList<>();
  private int open;
  private int superseded;
  private int pulses;
  private int missed;
  private long lastPulse;
  private long collections;
  private long pausedMillis;
  private ThreadWork work;

  /**
   * What came out.
   *
   * @param millis per event, ascending
   * @param superseded events whose own view was never shown, only a later one
   * @param pulses that passed
   * @param missed pulses in which a view was wanted that the pulse before already knew of, and no
   *     new picture was shown; pulses that the toolkit left out count too
   * @param collections runs of the garbage collector meanwhile
   * @param pausedMillis time that these took
   * @param work milliseconds of processor time per pulse
   */
  record Result(
      double[] millis,
      int superseded,
      int pulses,
      int missed,
      long collections,
      long pausedMillis,
      ThreadWork work) {
    double at(double share) {
      return millis[(int) Math.min(millis.length - 1L, (long) (share * millis.length))];
    }
  }

  private static final class Asked {
    final long posted;
    int panesLeft;
    boolean own = true;

    Asked(long posted, int panes) {
      this.posted = posted;
      this.panesLeft = panes;
    }
  }

  private record Wanted(Asked event, SliceView view, long handled) {}

  /** One pane: which views were wanted of it and have not been shown. */
  private final class Track {
    final SlicePane pane;
    final Deque<Wanted> wanted = new ArrayDeque<>();
    final ChangeListener<Optional<SlicePicture>> listener = (o, was, is) -> shown(is.orElseThrow());
    boolean fresh;

    Track(SlicePane pane) {
      this.pane = pane;
      pane.shownPictureProperty().addListener(listener);
    }

    void want(Asked event, long now) {
      wanted.add(new Wanted(event, pane.view(), now));
      pane.shownPicture().ifPresent(picture -> answer(picture.view(), now));
    }

    void shown(SlicePicture picture) {
      fresh = true;
      answer(picture.view(), System.nanoTime());
    }

    private void answer(SliceView view, long now) {
      if (wanted.stream().noneMatch(w -> w.view.equals(view))) {
        return;
      }
      boolean reached = false;
      while (!wanted.isEmpty() && (!reached || wanted.peek().view.equals(view))) {
        Wanted next = wanted.poll();
        reached = next.view.equals(view);
        next.event.own &= reached;
        if (--next.event.panesLeft == 0) {
          done(next.event, now);
        }
      }
    }

    boolean waitsSince(long time) {
      return !wanted.isEmpty() && wanted.peek().handled - time < 0;
    }
  }

  FrameMeter(SampleWindow window) {
    this.window = window;
  }

  /**
   * Fires events at uneven times, and waits for the last picture.
   *
   * @param gap mean time between two events in milliseconds
   * @param fire fires the n-th event, on the JavaFX thread
   */
  Result run(int events, double gap, IntConsumer fire) {
    Runnable leave = Fx.call(this::begin);
    SplittableRandom random = new SplittableRandom(events);
    long next = System.nanoTime();
    for (int n = 0; n < events; n++) {
      next += (long) (gap * 1e6 * random.nextDouble(0.5, 1.5));
      while (next - System.nanoTime() > 0) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      int number = n;
      long posted = System.nanoTime();
      Platform.runLater(() -> fired(posted, number, fire));
    }
    awaitEnd(events);
    return Fx.call(() -> end(leave));
  }

  private Runnable begin() {
    for (SlicePane pane : window.visible()) {
      tracks.add(new Track(pane));
    }
    lastPulse = System.nanoTime();
    collections = collected(GarbageCollectorMXBean::getCollectionCount);
    pausedMillis = collected(GarbageCollectorMXBean::getCollectionTime);
    work = ThreadWork.now();
    return window.window().pulse().everyFrame(this::pulse);
  }

  private void fired(long posted, int number, IntConsumer fire) {
    fire.accept(number);
    open++;
    long now = System.nanoTime();
    Asked event = new Asked(posted, tracks.size());
    tracks.forEach(track -> track.want(event, now));
  }

  private void done(Asked event, long now) {
    open--;
    millis.add((now - event.posted) / 1e6);
    superseded += event.own ? 0 : 1;
  }

  private void pulse() {
    long now = System.nanoTime();
    int passed = Math.max(1, (int) Math.round((now - lastPulse) / PULSE_NANOS));
    boolean wanting = false;
    boolean late = false;
    for (Track track : tracks) {
      wanting |= track.waitsSince(now) || track.fresh;
      late |= track.waitsSince(lastPulse) && !track.fresh;
      track.fresh = false;
    }
    pulses += passed;
    missed += late ? passed : wanting ? passed - 1 : 0;
    lastPulse = now;
  }

  private void awaitEnd(int events) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Fx.call(() -> millis.size() == events)) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(Fx.call(() -> open) + " of " + events + " events unanswered");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private Result end(Runnable leave) {
    leave.run();
    tracks.forEach(t -> t.pane.shownPictureProperty().removeListener(t.listener));
    tracks.clear();
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Result(
        sorted,
        superseded,
        pulses,
        missed,
        collected(GarbageCollectorMXBean::getCollectionCount) - collections,
        collected(GarbageCollectorMXBean::getCollectionTime) - pausedMillis,
        ThreadWork.now().since(work).per(pulses));
  }

  private static long collected(ToLongFunction<GarbageCollectorMXBean> figure) {
    return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(figure).sum();
  }
}
