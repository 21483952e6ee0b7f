package io.cellar.ui.dialog;

import io.cellar.input.PrintableText;
import io.cellar.ui.OpenOutcome.Choice;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** One thing that can be chosen: what it is called, and where it lies. JavaFX thread. */
final class ChoiceCell extends ListCell<Choice> {
  private final Label label = new Label();
  private final Label path = Controls.label("", "choice-path");
  private final HBox row = new HBox(12, label, Controls.spring(), path);

  /**
   * @param chosen runs at a double click
   */
  ChoiceCell(Runnable chosen) {
    label.setMinWidth(0);
    path.setMinWidth(0);
    path.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    HBox.setHgrow(path, Priority.SOMETIMES);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinWidth(0);
    row.setPrefWidth(1);
    setOnMouseClicked(
        e -> {
          if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2 && !isEmpty()) {
            chosen.run();
          }
        });
  }

  @Override
  protected void updateItem(Choice choice, boolean empty) {
    super.updateItem(choice, empty);
    setGraphic(empty || choice == null ? null : row);
    if (!empty && choice != null) {
      String where = PrintableText.of(choice.path());
      label.setText(choice.label());
      path.setText(where.equals(choice.label()) ? "" : where);
      setAccessibleText(Words.of("choice.one", choice.label(), where));
    }
  }
}
