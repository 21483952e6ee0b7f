package io.cellar.ui.layer;

import io.cellar.input.Redaction;
import io.cellar.slice.draw.ColorMap;
import io.cellar.slice.draw.Display;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.words.Words;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One of several volumes: shown or not, name, colours, opacity, and a menu. JavaFX thread. */
final class LayerRow extends VBox {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  private final Layers layers;
  private final Layer layer;
  private final Consumer<Layer> go;
  private final ContextMenu menu = new ContextMenu();
  private final Button name = new Button();

  /** A row; {@code go} brings the middle of the volume into the panes. */
  LayerRow(Layers layers, Layer layer, Consumer<Layer> go) {
    super(4);
    this.go = go;
    this.layers = layers;
    this.layer = layer;
    getStyleClass().add("layer-row");
    getChildren().addAll(heading(), look());
    pseudoClassStateChanged(SELECTED, layers.selected().get() == layer);
  }

  private HBox heading() {
    CheckBox visible = new CheckBox();
    visible.setAccessibleText(Words.of("layers.visible", layer.name()));
    visible.setTooltip(new Tooltip(Words.of("layers.visible", layer.name())));
    visible.selectedProperty().bindBidirectional(layer.visible());
    name.setText(layer.name());
    name.setMnemonicParsing(false);
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.getStyleClass().add("layer-name");
    name.setMaxWidth(Double.MAX_VALUE);
    name.setMinWidth(40);
    name.setAccessibleText(Words.of("layers.select", layer.name()));
    name.setTooltip(new Tooltip(Redaction.address(layer.volume().location())));
    name.setOnAction(e -> layers.selected().set(layer));
    name.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox row = new HBox(2, visible, name);
    row.getStyleClass().add("row");
    if (layer != layers.reference()) {
      fillMenu();
      name.setContextMenu(menu);
      Button more =
          Controls.iconButton(Icon.MORE, "layers.more", () -> menu.show(this, Side.BOTTOM, 20, 0));
      more.setAccessibleText(Words.of("layers.moreOf", layer.name()));
      row.getChildren().add(more);
    }
    return row;
  }

  private void fillMenu() {
    int at = layers.list().indexOf(layer);
    MenuItem up = item("layers.up", () -> layers.move(layer, 1));
    MenuItem down = item("layers.down", () -> layers.move(layer, -1));
    up.setDisable(at == layers.list().size() - 1);
    down.setDisable(at == 1);
    menu.getItems()
        .addAll(
            item("layers.go", () -> go.accept(layer)),
            new SeparatorMenuItem(),
            up,
            down,
            new SeparatorMenuItem(),
            item("layers.remove", () -> layers.remove(layer)));
  }

  private static MenuItem item(String key, Runnable action) {
    MenuItem item = new MenuItem(Words.of(key));
    item.setOnAction(e -> action.run());
    return item;
  }

  private void key(KeyEvent e) {
    boolean used = true;
    if (e.getCode() == KeyCode.DELETE) {
      layers.remove(layer);
    } else if (e.isAltDown() && e.getCode() == KeyCode.UP) {
      layers.move(layer, 1);
    } else if (e.isAltDown() && e.getCode() == KeyCode.DOWN) {
      layers.move(layer, -1);
    } else {
      used = false;
    }
    if (used) {
      e.consume();
    }
  }

  private HBox look() {
    ColorMapBox map = new ColorMapBox(Words.of("layers.map", layer.name()), false);
    map.setPrefWidth(84);
    map.setMinWidth(USE_PREF_SIZE);
    map.setTooltip(new Tooltip(Words.of("layers.map", layer.name())));
    map.setValue(layer.display().get().map());
    // Only while the row is in the window does it listen; the volume may outlive it.
    ObservableValue<ColorMap> shown =
        layer.display().map(Display::map).when(sceneProperty().map(scene -> true).orElse(false));
    shown.addListener((o, was, is) -> map.setValue(is));
    map.valueProperty()
        .addListener((o, was, is) -> layer.display().set(layer.display().get().withMap(is)));
    Slider opacity = new Slider(0, 1, layer.opacity().get());
    opacity.setBlockIncrement(0.05);
    opacity.setAccessibleText(Words.of("layers.opacity", layer.name()));
    opacity.setTooltip(new Tooltip(Words.of("layers.opacity", layer.name())));
    opacity.valueProperty().bindBidirectional(layer.opacity());
    HBox.setHgrow(opacity, Priority.ALWAYS);
    Label percent = Controls.label("", "layer-percent");
    percent
        .textProperty()
        .bind(
            opacity
                .valueProperty()
                .map(v -> Words.of("layers.percent", Math.round(v.doubleValue() * 100))));
    percent.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(6, map, opacity, percent);
    row.getStyleClass().add("row");
    return row;
  }

  /** The volume. */
  Layer layer() {
    return layer;
  }

  /** Takes the focus. */
  void take() {
    name.requestFocus();
  }
}
