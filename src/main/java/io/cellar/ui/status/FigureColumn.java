package io.cellar.ui.status;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** What the rows tell of. */
  private List<?> told = List.of();

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

  /** The same where several things of the column have the same figures. */
  void set(String of, String key, String figure) {
    setText(of + " " + key, Words.of(key), figure);
  }

  /** Writes a figure under a name. */
  void setText(String name, String figure) {
    setText(name, name, figure);
  }

  private void setText(String row, String name, String figure) {
    Label label = figures.get(row);
    if (label == null) {
      label = Controls.label(figure, "figure");
      figures.put(row, label);
      Label named = Controls.label(name, "field-label");
      named.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      grid.addRow(grid.getRowCount(), named, label);
    }
    boolean tooLong = figure.length() > LONG;
    label.setMinWidth(tooLong ? LONG_LEAST : USE_PREF_SIZE);
    label.setText(figure);
    tip(label, tooLong ? figure : "");
  }

  /** Writes a line over both columns, which is cut in its middle where it is too long. */
  void line(String row, String text, String tip) {
    Label label = across(row, "figure-line");
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    label.setText(text);
    tip(label, tip);
  }

  /** Writes what is wrong over both columns, on as many lines as it takes. */
  void trouble(String row, String text, String tip) {
    Label label = across(row, "figure-trouble");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.setText(text);
    tip(label, tip);
  }

  private Label across(String row, String style) {
    return figures.computeIfAbsent(
        row,
        r -> {
          Label label = Controls.label("", style);
          label.setMaxWidth(Double.MAX_VALUE);
          label.setMinWidth(0);
          grid.add(label, 0, grid.getRowCount(), 2, 1);
          return label;
        });
  }

  /** A tooltip that is looked at stays when the figures are written anew. */
  private static void tip(Label label, String text) {
    if (text.isEmpty()) {
      label.setTooltip(null);
    } else if (label.getTooltip() == null) {
      label.setTooltip(new Tooltip(text));
    } else {
      label.getTooltip().setText(text);
    }
  }

  /** One line instead of rows. */
  void only(String text) {
    keep(List.of(text));
    line(text, text, "");
  }

  /** Removes all rows unless they tell of the same things as before. */
  void keep(List<?> things) {
    if (!things.equals(told)) {
      told = List.copyOf(things);
      grid.getChildren().clear();
      figures.clear();
    }
  }
}
