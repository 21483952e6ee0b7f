package io.cellar.ui.prefetch;

import io.cellar.engine.SourceMode;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.layer.Layers;
import io.cellar.ui.words.Words;
import io.cellar.volume.Roi;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Of which volume a region is fetched; takes no room when there is no choice. JavaFX thread. */
final class VolumeChoice extends HBox {
  private final Layers layers;
  private final ComboBox<Layer> volume = new ComboBox<>();

  /** A choice of the volumes on show; the selected one is chosen at first. */
  VolumeChoice(Layers layers) {
    super(8);
    this.layers = layers;
    List<Layer> all = fetchable(layers);
    volume.getItems().setAll(all);
    volume.setConverter(new Labels<>(Layer::name));
    volume.setAccessibleText(Words.of("prefetch.volume"));
    volume.setMaxWidth(Double.MAX_VALUE);
    Layer selected = layers.selected().get();
    volume.setValue(all.contains(selected) ? selected : all.getFirst());
    setHgrow(volume, Priority.ALWAYS);
    getChildren().addAll(RegionEditor.label("prefetch.volume", volume), volume);
    getStyleClass().add("row");
    seen();
  }

  private void seen() {
    setVisible(volume.getItems().size() > 1);
    setManaged(isVisible());
  }

  /**
   * Chooses the volume that lies at a place: the one that is chosen already, else the uppermost.
   *
   * @param region in view coordinates of the reference volume
   */
  void under(Roi region) {
    List<Layer> there =
        volume.getItems().stream()
            .filter(layer -> layer.visible().get() && lies(layer, region))
            .toList();
    if (!there.isEmpty() && !there.contains(volume.getValue())) {
      volume.setValue(there.getLast());
    }
  }

  private static boolean lies(Layer layer, Roi region) {
    Roi all = layer.volume().description().geometry().view();
    return !layer.placement().roi(region).intersect(all).isEmpty();
  }

  /**
   * Offers what has come to be on show meanwhile, and no more what has gone.
   *
   * @return false when nothing is left to choose
   */
  boolean follow() {
    Layer chosen = volume.getValue();
    List<Layer> gone =
        volume.getItems().stream().filter(layer -> !layers.list().contains(layer)).toList();
    List<Layer> come =
        fetchable(layers).stream().filter(layer -> !volume.getItems().contains(layer)).toList();
    if (gone.size() == volume.getItems().size() && come.isEmpty()) {
      return false;
    }
    if (!gone.isEmpty() || !come.isEmpty()) {
      volume.getItems().addAll(come);
      volume.getItems().removeAll(gone);
      volume.setValue(gone.contains(chosen) ? volume.getItems().getFirst() : chosen);
      seen();
    }
    return true;
  }

  /** The volumes of which anything can be fetched now, the lowest first. */
  static List<Layer> fetchable(Layers layers) {
    return layers.list().stream()
        .filter(layer -> layer.volume().sourceMode() != SourceMode.CACHE_ONLY)
        .toList();
  }

  /** The chosen volume. */
  ObservableValue<Layer> layer() {
    return volume.valueProperty();
  }
}
