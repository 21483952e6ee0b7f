package io.cellar.ui.side;

import io.cellar.ui.OpenVolume;
import io.cellar.ui.fx.Controls;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;

/** What is known of the volume; every value can be selected and copied. JavaFX thread. */
final class InfoPane extends GridPane {
  private final OpenVolume volume;
  private final Map<String, InfoValue> values = new HashMap<>();

  InfoPane(OpenVolume volume, Consumer<Path> showFolder) {
    this.volume = volume;
    getStyleClass().addAll("section-body", "info-grid");
    ColumnConstraints grow = new ColumnConstraints();
    grow.setHgrow(Priority.ALWAYS);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    getColumnConstraints().addAll(names, grow);
    addAll(InfoRows.fixed(volume.levels(), volume.location()));
    addAll(InfoRows.kept(volume.levels(), volume.figures()));
    Button folder =
        Controls.button(
            "info.showFolder", () -> showFolder.accept(volume.description().cache().root()));
    add(folder, 1, getRowCount());
  }

  private void addAll(List<InfoRows.Row> rows) {
    for (InfoRows.Row row : rows) {
      Label label = Controls.label(row.label(), "field-label");
      InfoValue value = new InfoValue(row.label(), row.value());
      label.setLabelFor(value);
      label.setMinWidth(USE_PREF_SIZE);
      values.put(row.label(), value);
      RowConstraints top = new RowConstraints();
      top.setValignment(VPos.TOP);
      getRowConstraints().add(top);
      addRow(getRowConstraints().size() - 1, label, value);
    }
  }

  /** Writes what is kept anew; called some times a second. */
  void refresh() {
    for (InfoRows.Row row : InfoRows.kept(volume.levels(), volume.figures())) {
      values.get(row.label()).show(row.value());
    }
  }
}
