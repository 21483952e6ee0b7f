package io.cellar.ui.window;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A card for the first start that says how to move about. JavaFX thread. */
final class FirstSteps extends VBox {
  private static final List<String> LINES = List.of("drag", "wheel", "ctrlWheel", "click");

  /**
   * A card.
   *
   * @param closed told when the user has closed it
   * @param showKeys lists all keys
   */
  FirstSteps(Runnable closed, Runnable showKeys) {
    super(8);
    getStyleClass().add("first-steps");
    GridPane grid = new GridPane();
    grid.getStyleClass().add("keys-grid");
    ColumnConstraints keys = new ColumnConstraints();
    keys.setMinWidth(USE_PREF_SIZE);
    grid.getColumnConstraints().add(keys);
    for (String line : LINES) {
      Label cap = Controls.label(Words.of("first.mouse." + line), "key-cap");
      grid.addRow(grid.getRowCount(), cap, new Label(Words.of("first.does." + line)));
    }
    Button close = Controls.button("first.close", () -> close(closed));
    Button all = Controls.button("first.keys", showKeys);
    getChildren()
        .addAll(
            Controls.label(Words.of("first.title"), "keys-heading"), grid, new HBox(8, close, all));
  }

  private void close(Runnable closed) {
    setVisible(false);
    setManaged(false);
    getParent().requestLayout();
    closed.run();
  }
}
