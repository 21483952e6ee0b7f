package io.cellar.ui.layer;

import io.cellar.slice.draw.ColorMap;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.Alignment;
import io.cellar.slice.geometry.Placement;
import io.cellar.ui.OpenVolume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The volumes on show, in their order. JavaFX thread. */
public final class Layers {
  private static final double OPACITY = 0.5;

  /** Colours of what is laid over a grey volume, in turn. */
  private static final List<ColorMap> MAPS =
      List.of(ColorMap.GREEN, ColorMap.MAGENTA, ColorMap.CYAN, ColorMap.FIRE);

  private final Layer reference;
  private final ObservableList<Layer> list = FXCollections.observableArrayList();
  private final ObservableList<Layer> readOnly = FXCollections.unmodifiableObservableList(list);
  private final ObjectProperty<Layer> selected;
  private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
  private final InvalidationListener changed = o -> changes.set(changes.get() + 1);

  public Layers(OpenVolume volume, boolean dark) {
    Display display = Display.of(volume.description()).withDark(dark);
    reference = new Layer(volume, Placement.same(volume.description().axes()), display, 1);
    selected = new SimpleObjectProperty<>(reference);
    list.addListener(changed);
    put(reference, 0);
  }

  private void put(Layer layer, int at) {
    for (var property : layer.properties()) {
      property.addListener(changed);
    }
    layer.volume().begin();
    list.add(at, layer);
  }

  /** The volume whose coordinates count. */
  public Layer reference() {
    return reference;
  }

  /** All, the reference first, which lies lowest; not to be changed but by the methods here. */
  public ObservableList<Layer> list() {
    return readOnly;
  }

  /** The one whose contrast is set, and whose blocks are meant. */
  public ObjectProperty<Layer> selected() {
    return selected;
  }

  /** Grows with everything that pictures show of the volumes. */
  public ReadOnlyLongProperty changes() {
    return changes.getReadOnlyProperty();
  }

  /**
   * Lays a volume over all others and selects it.
   *
   * @return empty when it cannot lie there, because it has no plane in common with the reference;
   *     it is then still the caller's
   */
  public Optional<Layer> add(OpenVolume volume) {
    Optional<Layer> layer =
        Alignment.of(reference.volume().description(), volume.description())
            .map(placement -> new Layer(volume, placement, display(volume), OPACITY));
    layer.ifPresent(added -> put(added, list.size()));
    layer.ifPresent(selected::set);
    return layer;
  }

  private Display display(OpenVolume volume) {
    List<ColorMap> used = list.stream().map(layer -> layer.display().get().map()).toList();
    ColorMap map = MAPS.stream().filter(m -> !used.contains(m)).findFirst().orElse(MAPS.getFirst());
    return Display.of(volume.description()).withMap(map).withDark(reference.display().get().dark());
  }

  /** Takes a volume out and closes it; the reference stays. */
  public void remove(Layer layer) {
    int at = list.indexOf(layer);
    if (layer == reference || at < 0) {
      return;
    }
    for (var property : layer.properties()) {
      property.removeListener(changed);
    }
    if (selected.get() == layer) {
      selected.set(list.get(at > 0 ? at - 1 : at + 1));
    }
    list.remove(at);
    layer.volume().close();
  }

  /** Moves a volume up (above 0) or down among those that lie over the reference. */
  public boolean move(Layer layer, int by) {
    int at = list.indexOf(layer);
    int to = at + by;
    if (at < 1 || to < 1 || to >= list.size()) {
      return false;
    }
    List<Layer> moved = new ArrayList<>(list);
    moved.add(to, moved.remove(at));
    // One change: a pane must not believe for a moment that the volume is gone.
    list.setAll(moved);
    return true;
  }

  /** The volume that a block's key belongs to. */
  public Optional<OpenVolume> of(int fileset) {
    return volumes().stream().filter(v -> v.level(fileset).isPresent()).findFirst();
  }

  /** All volumes, the lowest first. */
  public List<OpenVolume> volumes() {
    return list.stream().map(Layer::volume).toList();
  }

  /** The window has become dark or light. */
  public void dark(boolean dark) {
    list.forEach(layer -> layer.display().set(layer.display().get().withDark(dark)));
  }

  /** Closes all volumes. May be called twice. */
  public void close() {
    volumes().forEach(OpenVolume::close);
  }
}
