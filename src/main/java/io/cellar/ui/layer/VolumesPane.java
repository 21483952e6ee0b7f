package io.cellar.ui.layer;

import io.cellar.input.Redaction;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** Lists the volumes on show, the uppermost first. JavaFX thread. */
public final class VolumesPane extends VBox {
  private final Layers layers;
  private final Consumer<Layer> go;
  private final VBox rows = new VBox();

  /**
   * A list that follows the volumes.
   *
   * @param add lets the user choose volumes to lay over these
   * @param go brings the middle of a volume into the panes
   */
  public VolumesPane(Layers layers, Runnable add, Consumer<Layer> go) {
    super(6);
    this.layers = layers;
    this.go = go;
    getStyleClass().add("section-body");
    rows.getStyleClass().add("layer-rows");
    Button more = Controls.button("layers.add", add);
    more.getStyleClass().add("small-button");
    more.setTooltip(new Tooltip(Words.of("layers.addTip")));
    getChildren().addAll(rows, more);
    InvalidationListener changed = o -> fill();
    layers.list().addListener(changed);
    layers.selected().addListener(changed);
    fill();
  }

  private void fill() {
    boolean focus = rows.lookupAll(".layer-name").stream().anyMatch(n -> n.isFocused());
    rows.getChildren().clear();
    if (layers.list().size() == 1) {
      Label only = Controls.label(layers.reference().name(), "layer-only");
      only.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      only.setTooltip(new Tooltip(Redaction.address(layers.reference().volume().location())));
      rows.getChildren().add(only);
    } else {
      layers.list().reversed().forEach(l -> rows.getChildren().add(new LayerRow(layers, l, go)));
    }
    if (focus) {
      rows.getChildren().stream()
          .filter(n -> n instanceof LayerRow row && row.layer() == layers.selected().get())
          .findFirst()
          .ifPresent(n -> ((LayerRow) n).take());
    }
  }
}
