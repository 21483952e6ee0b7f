package io.cellar.ui.side;

import io.cellar.slice.AutoContrast;
import io.cellar.slice.Display;
import io.cellar.slice.Histogram;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.SliceRenderer;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.pane.SlicePane;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import io.cellar.volume.VolumeDescription;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Keeps the histogram of what is in memory of a view, and finds display ranges from it. Counting is
 * done on another thread. JavaFX thread.
 */
public final class Contrast {
  private static final int BINS = 256;

  private final PaneContext context;
  private final VolumeDescription volume;
  private final Supplier<Optional<SlicePane>> pane;
  private final ReadOnlyObjectWrapper<Optional<Histogram>> histogram =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private boolean counting;
  private SlicePicture counted;
  private boolean autoPending;

  /**
   * Contrast of a volume.
   *
   * @param pane the pane whose voxels count at the moment
   */
  public Contrast(PaneContext context, Supplier<Optional<SlicePane>> pane) {
    this.context = context;
    this.volume = context.volume().description();
    this.pane = pane;
    this.autoPending = needsAuto(volume);
  }

  /** A type whose whole range would show next to nothing, and nobody has said a better one. */
  private static boolean needsAuto(VolumeDescription volume) {
    DType dtype = volume.dtype();
    return volume.local().drange().isEmpty() && dtype.bytes() > 1;
  }

  /** What is in memory of the view. */
  public ReadOnlyObjectProperty<Optional<Histogram>> histogram() {
    return histogram.getReadOnlyProperty();
  }

  /** How voxels become colours. */
  public ObjectProperty<Display> display() {
    return context.display();
  }

  /**
   * Counts anew if the picture has changed; called some times a second.
   *
   * @param seen true while somebody looks at the histogram; else it is counted only if a range
   *     depends on it
   */
  public void refresh(boolean seen) {
    if (!seen && !autoPending) {
      return;
    }
    Optional<SlicePane> from = pane.get();
    Optional<SlicePicture> picture = from.flatMap(SlicePane::shownPicture);
    if (counting || picture.isEmpty() || picture.get() == counted || picture.get().shown() == 0) {
      return;
    }
    counting = true;
    counted = picture.get();
    SliceRenderer renderer = from.get().renderer();
    var ignored =
        CompletableFuture.supplyAsync(
                () -> new AutoContrast(renderer).histogram(counted.view(), BINS))
            .whenCompleteAsync(this::take, context.pulse());
  }

  private void take(Optional<Histogram> values, Throwable error) {
    counting = false;
    if (error != null) {
      throw new CompletionException("the histogram could not be counted", error);
    }
    histogram.set(values);
    if (values.isPresent() && autoPending) {
      autoPending = false;
      auto(1, 99);
    }
  }

  /** Sets the display range to two percentiles of what is in memory of the view. */
  public void auto(double low, double high) {
    Optional<SlicePane> from = pane.get().filter(p -> p.shownPicture().isPresent());
    if (from.isEmpty()) {
      return;
    }
    SliceRenderer renderer = from.get().renderer();
    var view = from.get().shownPicture().get().view();
    var ignored =
        CompletableFuture.supplyAsync(() -> new AutoContrast(renderer).percentile(view, low, high))
            .whenCompleteAsync((range, error) -> apply(range, error), context.pulse());
  }

  private void apply(ValueRange range, Throwable error) {
    if (error != null) {
      throw new CompletionException("no display range could be found", error);
    }
    set(range);
  }

  /** Chooses a display range. */
  public void set(ValueRange range) {
    autoPending = false;
    display().set(display().get().withRange(range));
  }

  /** The range that the description or the dtype suggests, grey, not inverted. */
  public void reset() {
    autoPending = false;
    Display plain = Display.of(volume);
    display().set(display().get().withRange(plain.range()).withInvert(false).withMap(plain.map()));
  }

  /** The values that a slider should span now. */
  public ValueRange scale() {
    return ContrastScale.of(
        volume.dtype(), volume.local().drange(), display().get().range(), histogram.get());
  }

  /** The voxels' type. */
  public DType dtype() {
    return volume.dtype();
  }
}
