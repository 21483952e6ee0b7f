package io.cellar.ui.prefetch;

import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Which levels are fetched; takes no room when there is one only. JavaFX thread. */
final class LevelsEditor extends HBox {
  private final List<CheckBox> boxes = new ArrayList<>();

  /**
   * A choice of levels.
   *
   * @param chosen number of the one that is chosen at first
   * @param changed is run when the user has changed something
   */
  LevelsEditor(MultiLevelVolume volume, int chosen, Runnable changed) {
    super(8);
    FlowPane flow = new FlowPane(14, 6);
    flow.setPrefWrapLength(300);
    setHgrow(flow, Priority.ALWAYS);
    for (Level level : volume.levels()) {
      CheckBox box = new CheckBox(Words.of("prefetch.level", level.number(), share(level)));
      box.setTooltip(new Tooltip(Words.of("prefetch.levelTip", size(level))));
      box.setAccessibleText(Words.of("prefetch.levelAccessible", level.number(), size(level)));
      box.setSelected(level.number() == chosen);
      box.selectedProperty().addListener(o -> changed.run());
      boxes.add(box);
    }
    flow.getChildren().addAll(boxes);
    getChildren().addAll(RegionEditor.label("prefetch.levels", boxes.getFirst()), flow);
    getStyleClass().add("levels-row");
    setVisible(boxes.size() > 1);
    setManaged(isVisible());
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

  /** Numbers of the chosen levels, ascending; none when the user has chosen none. */
  List<Integer> levels() {
    return IntStream.range(0, boxes.size()).filter(n -> boxes.get(n).isSelected()).boxed().toList();
  }
}
