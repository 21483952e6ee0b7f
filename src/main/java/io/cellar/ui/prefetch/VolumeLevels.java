package io.cellar.ui.prefetch;

import io.cellar.ui.layer.Layer;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** One volume that can be chosen, and its levels. JavaFX thread. */
final class VolumeLevels extends VBox {
  private static final double WRAP = 300;

  private final Layer layer;
  private final CheckBox chosen;
  private final FlowPane flow = new FlowPane(14, 6);
  private final List<CheckBox> boxes = new ArrayList<>();

  /**
   * A volume that is not chosen.
   *
   * @param level number of the level that is chosen at first
   * @param changed is run when the user has changed something
   */
  VolumeLevels(Layer layer, int level, Runnable changed) {
    super(4);
    this.layer = layer;
    chosen = new CheckBox(layer.name());
    chosen.setMnemonicParsing(false);
    chosen.setAccessibleText(Words.of("prefetch.volumeAccessible", layer.name()));
    chosen.setTooltip(new Tooltip(layer.name()));
    chosen.setMinWidth(0);
    chosen.getStyleClass().add("volume-choice");
    chosen.managedProperty().bind(chosen.visibleProperty());
    chosen.selectedProperty().addListener(o -> changed.run());
    for (Level each : layer.volume().levels().levels()) {
      CheckBox box = new CheckBox(Words.of("prefetch.level", each.number(), share(each)));
      box.setTooltip(new Tooltip(Words.of("prefetch.levelTip", size(each))));
      box.setAccessibleText(
          Words.of("prefetch.levelAccessible", each.number(), size(each), layer.name()));
      box.setSelected(each.number() == level);
      box.selectedProperty().addListener(o -> changed.run());
      boxes.add(box);
    }
    flow.setPrefWrapLength(WRAP);
    flow.getChildren().setAll(boxes);
    flow.managedProperty().bind(flow.visibleProperty());
    getChildren().addAll(chosen, flow);
  }

  /** How coarse it is, by its coarsest axis. */
  private static String share(Level level) {
    return Figures.length(level.toFinest().stream().mapToDouble(AxisMap::scale).max().orElse(1));
  }

  private static String size(Level level) {
    return level.geometry().axes().order().reversed().stream()
        .filter(Axis::isSpace)
        .map(axis -> Figures.length(level.toFinest(axis).scale()))
        .collect(Collectors.joining(" × "));
  }

  /** Shows what there is to choose: the volume among others, levels if there are several. */
  void arrange(boolean several) {
    chosen.setVisible(several);
    if (!several && !chosen.isSelected()) {
      chosen.setSelected(true);
    }
    flow.setVisible(hasChoice() && chosen.isSelected());
    flow.setStyle(several ? "-fx-padding: 0 0 0 24" : "");
  }

  /** Whether it has several levels. */
  boolean hasChoice() {
    return boxes.size() > 1;
  }

  /** The first control. */
  CheckBox first() {
    return chosen.isVisible() ? chosen : boxes.getFirst();
  }

  Layer layer() {
    return layer;
  }

  boolean isChosen() {
    return chosen.isSelected();
  }

  void choose(boolean wanted) {
    chosen.setSelected(wanted);
  }

  void chooseLevels(List<Integer> numbers) {
    IntStream.range(0, boxes.size()).forEach(n -> boxes.get(n).setSelected(numbers.contains(n)));
  }

  /** Numbers of the chosen levels, ascending; none when the user has chosen none. */
  List<Integer> levels() {
    return IntStream.range(0, boxes.size()).filter(n -> boxes.get(n).isSelected()).boxed().toList();
  }
}
