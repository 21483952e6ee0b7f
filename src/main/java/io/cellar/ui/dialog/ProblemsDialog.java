package io.cellar.ui.dialog;

import io.cellar.ui.OpenOutcome.Refused;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Tells all that is wrong with the descriptions that could not be opened. JavaFX thread. */
public final class ProblemsDialog {
  private final Dialog<ButtonType> dialog;

  public ProblemsDialog(Dialogs dialogs, List<Refused> refused) {
    VBox list = new VBox(12);
    list.getStyleClass().add("problem-list");
    refused.forEach(one -> list.getChildren().add(section(one)));
    Label summary = Controls.label(ProblemsText.summary(refused), "dialog-summary");
    summary.setWrapText(true);
    VBox body = new VBox(12, summary, list);
    body.setPrefWidth(620);
    if (refused.stream().anyMatch(r -> !r.details().isBlank())) {
      addDetails(body, refused);
    }
    ButtonType copy = new ButtonType(Words.of("problems.copy"), ButtonData.LEFT);
    ButtonType close = Dialogs.close();
    dialog = dialogs.dialog("problems.title", body, copy, close);
    Button copyButton = (Button) dialog.getDialogPane().lookupButton(copy);
    copyButton.setDefaultButton(false);
    copyButton.addEventFilter(
        ActionEvent.ACTION,
        e -> {
          Dialogs.copy(ProblemsText.all(refused));
          e.consume();
        });
    dialog.setOnShown(e -> dialog.getDialogPane().lookupButton(close).requestFocus());
  }

  private static void addDetails(VBox body, List<Refused> refused) {
    TextArea details = new TextArea(ProblemsText.all(refused));
    details.setEditable(false);
    details.setPrefRowCount(10);
    details.getStyleClass().add("details");
    details.setAccessibleText(Words.of("problems.details"));
    TitledPane fold = new TitledPane(Words.of("problems.details"), details);
    fold.setExpanded(false);
    fold.setAnimated(false);
    fold.getStyleClass().add("fold");
    body.getChildren().add(fold);
  }

  /** What is wrong, then with what. */
  private static Node section(Refused refused) {
    VBox section = new VBox(6);
    for (String problem : refused.problems()) {
      Label text = new Label(problem);
      text.setWrapText(true);
      text.setMinHeight(Label.USE_PREF_SIZE);
      HBox.setHgrow(text, Priority.ALWAYS);
      Label dot = new Label("•");
      dot.setMinWidth(Label.USE_PREF_SIZE);
      section.getChildren().add(new HBox(8, dot, text));
    }
    Label location = Controls.label(refused.location(), "problem-location");
    location.setWrapText(true);
    location.setMinHeight(Label.USE_PREF_SIZE);
    section.getChildren().add(location);
    return section;
  }

  /** Shows it; the window goes on working. */
  public void show() {
    dialog.initModality(javafx.stage.Modality.NONE);
    dialog.show();
  }
}
