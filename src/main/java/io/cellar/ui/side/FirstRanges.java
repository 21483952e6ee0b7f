package io.cellar.ui.side;

import io.cellar.slice.AutoContrast;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.draw.Display;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.layer.Layers;
import io.cellar.volume.ValueRange;
import io.cellar.volume.VolumeDescription;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a display range for each volume, once, as soon as some of its voxels are in memory that are
 * not all the same, whichever volume is selected. Whoever has chosen a range before, be it the
 * user, a session or a bookmark, keeps it. JavaFX thread.
 */
final class FirstRanges {
  private static final Logger LOG = LoggerFactory.getLogger(FirstRanges.class);
  private static final double LOW = 1;
  private static final double HIGH = 99;

  private final Layers layers;
  private final Function<Layer, Optional<ContrastTarget>> targets;
  private final Pulse pulse;

  /** Volumes that were on show already. */
  private final Set<Layer> known = new LinkedHashSet<>();

  /**
   * Volumes that still need a range, those that were looked at longest ago first, and the ranges
   * that they have for want of a better one.
   */
  private final Map<Layer, ValueRange> wanted = new LinkedHashMap<>();

  /** The pictures that were looked at in vain. */
  private final Map<Layer, SlicePicture> looked = new HashMap<>();

  private boolean busy;

  /**
   * A finder.
   *
   * @param targets what can be counted of a volume at the moment
   */
  FirstRanges(Layers layers, Function<Layer, Optional<ContrastTarget>> targets, Pulse pulse) {
    this.layers = layers;
    this.targets = targets;
    this.pulse = pulse;
    layers.list().addListener((InvalidationListener) o -> follow());
    follow();
  }

  private void follow() {
    for (Layer layer : layers.list()) {
      if (known.add(layer) && needsOne(layer.volume().description())) {
        wanted.put(layer, layer.display().get().range());
      }
    }
    known.retainAll(layers.list());
    wanted.keySet().retainAll(layers.list());
    looked.keySet().retainAll(layers.list());
  }

  /** Nobody has said a better one than the whole range of the type. */
  private static boolean needsOne(VolumeDescription volume) {
    ValueRange whole = Display.defaultRange(volume.dtype());
    return switch (volume.dtype().kind()) {
      case BOOL -> false;
      case FLOAT -> volume.drange().isEmpty();
      case UNSIGNED, SIGNED -> volume.drange().filter(r -> !r.equals(whole)).isEmpty();
    };
  }

  /** Somebody has chosen a range: none is to be found any more. */
  void settled(Layer layer) {
    wanted.remove(layer);
  }

  /** Looks at the next volume whose picture has changed; called some times a second. */
  void refresh() {
    if (busy) {
      return;
    }
    wanted.entrySet().removeIf(w -> !w.getKey().display().get().range().equals(w.getValue()));
    for (Layer layer : List.copyOf(wanted.keySet())) {
      Optional<ContrastTarget> target = toLookAt(layer);
      if (target.isPresent()) {
        look(target.get());
        return;
      }
    }
  }

  private void look(ContrastTarget target) {
    busy = true;
    looked.put(target.layer(), target.picture());
    wanted.put(target.layer(), wanted.remove(target.layer()));
    pulse.compute(() -> range(target), (range, error) -> take(target.layer(), range, error));
  }

  /** Of voxels nearly all of which are the same, all count; if all are, they tell nothing. */
  private static Optional<ValueRange> range(ContrastTarget target) {
    AutoContrast auto = new AutoContrast(target.renderer());
    return auto.percentile(target.view(), LOW, HIGH)
        .filter(FirstRanges::isRange)
        .or(() -> auto.percentile(target.view(), 0, 100).filter(FirstRanges::isRange));
  }

  private static boolean isRange(ValueRange range) {
    return range.min() < range.max();
  }

  /** True when nothing is being looked for that is in view. */
  boolean isSettled() {
    return !busy && wanted.keySet().stream().noneMatch(l -> toLookAt(l).isPresent());
  }

  /** What of a volume has not been looked at yet. */
  private Optional<ContrastTarget> toLookAt(Layer layer) {
    return targets
        .apply(layer)
        .filter(s -> s.picture().shown() > 0 && s.picture() != looked.get(layer));
  }

  private void take(Layer layer, Optional<ValueRange> range, Throwable error) {
    busy = false;
    if (error != null) {
      LOG.error("no display range of {} could be found", layer.name(), error);
    } else if (range.isPresent()
        && layer.display().get().range().equals(wanted.get(layer))
        && wanted.remove(layer) != null) {
      layer.display().set(layer.display().get().withRange(range.get()));
    }
  }
}
