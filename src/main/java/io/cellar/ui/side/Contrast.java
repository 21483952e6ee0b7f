package io.cellar.ui.side;

import io.cellar.slice.AutoContrast;
import io.cellar.slice.Histogram;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.layer.Layers;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.pane.SlicePane;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import io.cellar.volume.VolumeDescription;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the histogram of what is in memory of a view of the selected volume, and finds display
 * ranges from it. Counting is done on another thread. JavaFX thread.
 */
public final class Contrast {
  private static final Logger LOG = LoggerFactory.getLogger(Contrast.class);
  private static final int BINS = 256;

  private final PaneContext context;
  private final Layers layers;
  private final Supplier<Optional<SlicePane>> pane;
  private final ObjectProperty<Display> display = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<Optional<Histogram>> histogram =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final FirstRanges first;
  private boolean counting;
  private SlicePicture counted;

  /**
   * Contrast of the volumes on show.
   *
   * @param pane the pane whose voxels count at the moment
   */
  public Contrast(PaneContext context, Supplier<Optional<SlicePane>> pane) {
    this.context = context;
    this.layers = context.layers();
    this.pane = pane;
    this.first = new FirstRanges(layers, this::target, context.pulse());
    layers.selected().addListener((o, was, is) -> select(Optional.of(was), is));
    select(Optional.empty(), layers.selected().get());
  }

  private void select(Optional<Layer> before, Layer now) {
    before.ifPresent(layer -> display.unbindBidirectional(layer.display()));
    histogram.set(Optional.empty());
    counted = null;
    display.bindBidirectional(now.display());
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

  private Optional<ContrastTarget> target() {
    return target(layers.selected().get());
  }

  private Optional<ContrastTarget> target(Layer layer) {
    Optional<SlicePane> from = pane.get();
    Optional<SlicePicture> picture = from.flatMap(SlicePane::shownPicture);
    Optional<SliceView> view = picture.flatMap(p -> layer.placement().view(p.view()));
    return from.flatMap(p -> p.renderer(layer))
        .filter(renderer -> view.isPresent())
        .map(renderer -> new ContrastTarget(layer, renderer, picture.get(), view.get()));
  }

  /**
   * Counts anew if the picture has changed; called some times a second.
   *
   * @param seen true while somebody looks at the histogram; else only ranges are found that are
   *     still needed
   */
  public void refresh(boolean seen) {
    first.refresh();
    if (!seen) {
      return;
    }
    Optional<ContrastTarget> found = toCount();
    if (counting || found.isEmpty()) {
      return;
    }
    ContrastTarget target = found.get();
    counting = true;
    counted = target.picture();
    context
        .pulse()
        .compute(
            () -> new AutoContrast(target.renderer()).histogram(target.view(), BINS),
            (values, error) -> take(target.layer(), values, error));
  }

  private Optional<ContrastTarget> toCount() {
    return target().filter(s -> s.picture().shown() > 0 && s.picture() != counted);
  }

  /**
   * True when everything is counted that is in view.
   *
   * @param seen true while somebody looks at the histogram
   */
  public boolean isSettled(boolean seen) {
    return first.isSettled() && !(seen && (counting || toCount().isPresent()));
  }

  private void take(Layer layer, Optional<Histogram> values, Throwable error) {
    counting = false;
    if (error != null) {
      // Nobody waits for this: thrown, it would be lost.
      LOG.error("the histogram of {} could not be counted", layer.name(), error);
      return;
    }
    if (layer != layers.selected().get()) {
      return;
    }
    histogram.set(values);
  }

  /** Sets the display range to two percentiles of what is in memory of the view. */
  public void auto(double low, double high) {
    target().ifPresent(target -> auto(target, low, high));
  }

  private void auto(ContrastTarget target, double low, double high) {
    context
        .pulse()
        .compute(
            () -> new AutoContrast(target.renderer()).percentile(target.view(), low, high),
            (range, error) -> apply(target.layer(), range, error));
  }

  private void apply(Layer layer, Optional<ValueRange> range, Throwable error) {
    if (error != null) {
      LOG.error("no display range of {} could be found", layer.name(), error);
      return;
    }
    range.ifPresent(
        found -> {
          settled(layer);
          layer.display().set(layer.display().get().withRange(found));
        });
  }

  /** The range of a volume has been chosen: none is looked for any more. */
  public void settled(Layer layer) {
    first.settled(layer);
  }

  /** Chooses a display range. */
  public void set(ValueRange range) {
    settled(layers.selected().get());
    display.set(display.get().withRange(range));
  }

  /**
   * The range that the description or the dtype suggests, not inverted; the reference volume also
   * becomes grey.
   */
  public void reset() {
    settled(layers.selected().get());
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
        volume().dtype(), volume().drange(), display.get().range(), histogram.get());
  }

  /** The voxels' type. */
  public DType dtype() {
    return volume().dtype();
  }
}
