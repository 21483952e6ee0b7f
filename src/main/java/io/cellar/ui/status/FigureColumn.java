package io.cellar.ui.status;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A heading over rows of a name and a figure. JavaFX thread. */
final class FigureColumn extends VBox {
  /** Longer figures, such as why a server rests, may be cut off; their tooltip has all of it. */
  private static final int LONG = 26;

  private static final double LONG_LEAST = 110;

  private final GridPane grid = new GridPane();
  private final Map<String, Label> figures = new LinkedHashMap<>();

  FigureColumn(String headingKey) {
    super(3);
    getStyleClass().add("figure-column");
    grid.getStyleClass().add("figure-grid");
    ColumnConstraints right = new ColumnConstraints();
    right.setHalignment(HPos.RIGHT);
    right.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(new ColumnConstraints(), right);
    getChildren().addAll(StatisticsPanel.heading(headingKey), grid);
  }

  /** Writes a figure under a name from the message bundle. */
  void set(String key, String figure) {
    setText(Words.of(key), figure);
  }

  /** Writes a figure under a name. */
  void setText(String name, String figure) {
    Label label = figures.get(name);
    if (label == null) {
      label = Controls.label(figure, "figure");
      figures.put(name, label);
      Label named = Controls.label(name, "field-label");
      named.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      grid.addRow(grid.getRowCount(), named, label);
    }
    boolean tooLong = figure.length() > LONG;
    label.setMinWidth(tooLong ? LONG_LEAST : USE_PREF_SIZE);
    label.setTooltip(tooLong ? new Tooltip(figure) : null);
    label.setText(figure);
  }

  /** One line instead of rows. */
  void only(String text) {
    clear();
    grid.addRow(0, Controls.label(text, "field-label"));
  }

  /** Removes all rows. */
  void clear() {
    grid.getChildren().clear();
    figures.clear();
  }
}
