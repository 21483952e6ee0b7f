package io.cellar.ui.coverage;

import io.cellar.ui.navigation.PaneSize;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.pane.PaneContext;
import io.cellar.volume.Axis;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Keeps strips and shares of one volume up to date: counted elsewhere, a few times a second at the
 * most, and only when the view or the coverage has changed. Of files of the user's own nothing is
 * cached: of these nothing is counted. JavaFX thread.
 */
public final class CoverageWatch {
  /** Every so many calls of the slow pulse something is counted at the most. */
  private static final int EVERY = 5;

  private final PaneContext context;
  private final ToIntFunction<Plane> level;
  private final Map<Axis, ReadOnlyObjectWrapper<StripSamples>> strips = new EnumMap<>(Axis.class);
  private final ReadOnlyObjectWrapper<ViewShares> shares =
      new ReadOnlyObjectWrapper<>(ViewShares.NONE);
  private final Runnable leave;
  private CoverageCount done;
  private boolean busy;
  private int calls;

  private record Counted(Map<Axis, StripSamples> strips, ViewShares shares) {}

  /**
   * Watches a volume until it is closed.
   *
   * @param level the number of the level that the pane of a plane shows
   */
  public CoverageWatch(PaneContext context, ToIntFunction<Plane> level) {
    this.context = context;
    this.level = level;
    for (Axis axis : context.navigator().state().axes().order()) {
      strips.put(
          axis,
          new ReadOnlyObjectWrapper<>(
              StripSamples.none(axis, context.navigator().state().size(axis))));
    }
    leave = context.pulse().often(this::refresh);
  }

  /** What is cached along an axis. */
  public ReadOnlyObjectProperty<StripSamples> strip(Axis axis) {
    return strips.get(axis).getReadOnlyProperty();
  }

  /** How much of the view, and of the outlined box, is cached. */
  public ReadOnlyObjectProperty<ViewShares> shares() {
    return shares.getReadOnlyProperty();
  }

  private void refresh() {
    calls++;
    if (busy || calls % EVERY != 0 || context.volume().description().isOriginal()) {
      return;
    }
    CoverageCount now = now();
    if (now.panes().isEmpty() || now.equals(done)) {
      return;
    }
    busy = true;
    context
        .pulse()
        .compute(
            () -> new Counted(now.strips(context.volume()), now.shares(context.volume())),
            (counted, error) -> take(now, counted, error));
  }

  /** True when strips and shares tell of what is in view now. */
  public boolean isSettled() {
    if (context.volume().description().isOriginal()) {
      return true;
    }
    CoverageCount now = now();
    return !busy && (now.panes().isEmpty() || now.equals(done));
  }

  private CoverageCount now() {
    List<PaneSize> panes = context.navigator().visiblePanes();
    return new CoverageCount(
        context.navigator().state(),
        panes,
        panes.stream().map(p -> level.applyAsInt(p.plane())).toList(),
        context.region().get(),
        IntStream.range(0, context.volume().levels().levels().size())
            .mapToObj(n -> context.volume().coverage(n).version())
            .toList());
  }

  private void take(CoverageCount counting, Counted counted, Throwable error) {
    busy = false;
    done = counting;
    if (error != null) {
      throw new IllegalStateException("the coverage could not be counted", error);
    }
    counted.strips().forEach((axis, strip) -> strips.get(axis).set(strip));
    shares.set(counted.shares());
  }

  /** Stops watching. May be called twice. */
  public void close() {
    leave.run();
  }
}
