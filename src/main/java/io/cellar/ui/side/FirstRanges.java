package io.cellar.ui.side;

import io.cellar.slice.AutoContrast;
import io.cellar.slice.SlicePicture;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.layer.Layers;
import io.cellar.volume.ValueRange;
import io.cellar.volume.VolumeDescription;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a display range for each volume whose whole range would show next to nothing, once, as soon
 * as some of its voxels are in memory, whichever volume is selected. JavaFX thread.
 */
final class FirstRanges {
  private static final Logger LOG = LoggerFactory.getLogger(FirstRanges.class);
  private static final double LOW = 1;
  private static final double HIGH = 99;

  private final Layers layers;
  private final Function<Layer, Optional<Subject>> subjects;
  private final Executor fx;

  /** Volumes that were on show already. */
  private final Set<Layer> known = new LinkedHashSet<>();

  /** Volumes that still need a range, those that were looked at longest ago first. */
  private final Set<Layer> wanted = new LinkedHashSet<>();

  /** The pictures that were looked at in vain. */
  private final Map<Layer, SlicePicture> looked = new HashMap<>();

  private boolean busy;

  /**
   * A finder.
   *
   * @param subjects what can be counted of a volume at the moment
   * @param fx runs on the JavaFX thread
   */
  FirstRanges(Layers layers, Function<Layer, Optional<Subject>> subjects, Executor fx) {
    this.layers = layers;
    this.subjects = subjects;
    this.fx = fx;
    layers.list().addListener((InvalidationListener) o -> follow());
    follow();
  }

  private void follow() {
    for (Layer layer : layers.list()) {
      if (known.add(layer) && needsOne(layer.volume().description())) {
        wanted.add(layer);
      }
    }
    known.retainAll(layers.list());
    wanted.retainAll(layers.list());
    looked.keySet().retainAll(layers.list());
  }

  /** A type whose whole range would show next to nothing, and nobody has said a better one. */
  private static boolean needsOne(VolumeDescription volume) {
    return volume.local().drange().isEmpty() && volume.dtype().bytes() > 1;
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
    for (Layer layer : List.copyOf(wanted)) {
      Optional<Subject> subject =
          subjects
              .apply(layer)
              .filter(s -> s.picture().shown() > 0 && s.picture() != looked.get(layer));
      if (subject.isPresent()) {
        look(subject.get());
        return;
      }
    }
  }

  private void look(Subject subject) {
    busy = true;
    looked.put(subject.layer(), subject.picture());
    wanted.remove(subject.layer());
    wanted.add(subject.layer());
    var ignored =
        CompletableFuture.supplyAsync(() -> range(subject))
            .whenCompleteAsync((range, error) -> take(subject.layer(), range, error), fx);
  }

  private static Optional<ValueRange> range(Subject subject) {
    return new AutoContrast(subject.renderer()).percentile(subject.view(), LOW, HIGH);
  }

  private void take(Layer layer, Optional<ValueRange> range, Throwable error) {
    busy = false;
    if (error != null) {
      LOG.error("no display range of {} could be found", layer.name(), error);
    } else if (range.isPresent() && wanted.remove(layer)) {
      layer.display().set(layer.display().get().withRange(range.get()));
    }
  }
}
