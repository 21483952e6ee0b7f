package io.cellar.ui.side;

import io.cellar.slice.AutoContrast;
import io.cellar.slice.Display;
import io.cellar.slice.Histogram;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.SliceRenderer;
import io.cellar.slice.SliceView;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.layer.Layers;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.pane.SlicePane;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import io.cellar.volume.VolumeDescription;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * Keeps the histogram of what is in memory of a view of the selected volume, and finds display
 * ranges from it. Counting is done on another thread. JavaFX thread.
 */
public final class Contrast {
  private static final int BINS = 256;

  private final PaneContext context;
  private final Layers layers;
  private final Supplier<Optional<SlicePane>> pane;
  private final ObjectProperty<Display> display = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<Optional<Histogram>> histogram =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /** Volumes whose range was looked for. */
  private final Set<Layer> begun = new HashSet<>();

  private boolean counting;
  private SlicePicture counted;
  private boolean autoPending;

  /** What can be counted at the moment: a volume in a pane, and where that looks. */
  private record Subject(
      Layer layer, SliceRenderer renderer, SlicePicture picture, SliceView view) {}

  /**
   * Contrast of the volumes on show.
   *
   * @param pane the pane whose voxels count at the moment
   */
  public Contrast(PaneContext context, Supplier<Optional<SlicePane>> pane) {
    this.context = context;
    this.layers = context.layers();
    this.pane = pane;
    layers.selected().addListener((o, was, is) -> select(Optional.of(was), is));
    select(Optional.empty(), layers.selected().get());
  }

  private void select(Optional<Layer> before, Layer now) {
    before.ifPresent(layer -> display.unbindBidirectional(layer.display()));
    histogram.set(Optional.empty());
    counted = null;
    autoPending = begun.add(now) && needsAuto(now.volume().description());
    display.bindBidirectional(now.display());
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

  /** How voxels of the selected volume become colours. */
  public ObjectProperty<Display> display() {
    return display;
  }

  private VolumeDescription volume() {
    return layers.selected().get().volume().description();
  }

  private Optional<Subject> subject() {
    Layer layer = layers.selected().get();
    Optional<SlicePane> from = pane.get();
    Optional<SlicePicture> picture = from.flatMap(SlicePane::shownPicture);
    Optional<SliceView> view = picture.flatMap(p -> layer.placement().view(p.view()));
    return from.flatMap(p -> p.renderer(layer))
        .filter(renderer -> view.isPresent())
        .map(renderer -> new Subject(layer, renderer, picture.get(), view.get()));
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
    Optional<Subject> found = subject().filter(s -> s.picture().shown() > 0);
    if (counting || found.isEmpty() || found.get().picture() == counted) {
      return;
    }
    Subject subject = found.get();
    counting = true;
    counted = subject.picture();
    var ignored =
        CompletableFuture.supplyAsync(
                () -> new AutoContrast(subject.renderer()).histogram(subject.view(), BINS))
            .whenCompleteAsync(
                (values, error) -> take(subject.layer(), values, error), context.pulse());
  }

  private void take(Layer layer, Optional<Histogram> values, Throwable error) {
    counting = false;
    if (error != null) {
      throw new CompletionException("the histogram could not be counted", error);
    }
    if (layer != layers.selected().get()) {
      return;
    }
    histogram.set(values);
    if (values.isPresent() && autoPending) {
      autoPending = false;
      auto(1, 99);
    }
  }

  /** Sets the display range to two percentiles of what is in memory of the view. */
  public void auto(double low, double high) {
    subject().ifPresent(subject -> auto(subject, low, high));
  }

  private void auto(Subject subject, double low, double high) {
    var ignored =
        CompletableFuture.supplyAsync(
                () -> new AutoContrast(subject.renderer()).percentile(subject.view(), low, high))
            .whenCompleteAsync(
                (range, error) -> apply(subject.layer(), range, error), context.pulse());
  }

  private static void apply(Layer layer, ValueRange range, Throwable error) {
    if (error != null) {
      throw new CompletionException("no display range could be found", error);
    }
    layer.display().set(layer.display().get().withRange(range));
  }

  /** Chooses a display range. */
  public void set(ValueRange range) {
    autoPending = false;
    display.set(display.get().withRange(range));
  }

  /**
   * The range that the description or the dtype suggests, not inverted; the reference volume also
   * becomes grey.
   */
  public void reset() {
    autoPending = false;
    Display plain = Display.of(volume());
    boolean grey = layers.selected().get() == layers.reference();
    display.set(
        display
            .get()
            .withRange(plain.range())
            .withInvert(false)
            .withMap(grey ? plain.map() : display.get().map()));
  }

  /** The values that a slider should span now. */
  public ValueRange scale() {
    return ContrastScale.of(
        volume().dtype(), volume().local().drange(), display.get().range(), histogram.get());
  }

  /** The voxels' type. */
  public DType dtype() {
    return volume().dtype();
  }
}
