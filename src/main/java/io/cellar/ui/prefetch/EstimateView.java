package io.cellar.ui.prefetch;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.ScreenRoom;
import io.cellar.ui.words.Words;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What a fetch would mean, or why it cannot be told. JavaFX thread. */
final class EstimateView extends VBox {
  private static final double HEIGHT = 158;

  /** Less where the screen is small. */
  private static final double SHARE_OF_SCREEN = 0.22;

  private final GridPane grid = new GridPane();
  private final Label size = value("estimate.region");
  private final Label blocks = value("estimate.blocks");
  private final Label fetch = value("estimate.fetch");
  private final Label time = value("estimate.time");
  private final Label disk = value("estimate.disk");
  private final Label message = Controls.label("", "estimate-problem");

  EstimateView() {
    super(8);
    getStyleClass().add("estimate");
    grid.getStyleClass().add("info-grid");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(names, values);
    grid.managedProperty().bind(grid.visibleProperty());
    message.managedProperty().bind(message.textProperty().isNotEmpty());
    message.setWrapText(true);
    message.setMinHeight(USE_PREF_SIZE);
    setMinHeight(Math.min(HEIGHT, SHARE_OF_SCREEN * ScreenRoom.height(Double.MAX_VALUE)));
    getChildren().addAll(grid, message);
    clear();
  }

  private Label value(String key) {
    Label value = Controls.label("", "figure");
    Label name = Controls.label(Words.of(key), "field-label");
    name.setLabelFor(value);
    grid.addRow(grid.getRowCount(), name, value);
    return value;
  }

  /** Nothing is known yet. */
  void clear() {
    for (Label label : new Label[] {size, blocks, fetch, time, disk}) {
      label.setText(Words.of("estimate.none"));
    }
    message.setText("");
    grid.setVisible(true);
  }

  /** Why there is nothing to be told. */
  void problem(String text) {
    grid.setVisible(false);
    message.setText(text);
  }

  /** How large the region is; the rest is being counted. */
  void counting(String voxels) {
    clear();
    size.setText(voxels);
    blocks.setText(Words.of("estimate.counting"));
  }

  /**
   * Everything.
   *
   * @param note something else to be known; may be empty
   */
  void show(String voxels, EstimateText estimate, String note) {
    grid.setVisible(true);
    size.setText(voxels);
    blocks.setText(estimate.blocks());
    fetch.setText(estimate.fetch());
    time.setText(estimate.time());
    disk.setText(estimate.disk());
    message.setText(estimate.warning().orElse(note));
  }
}
