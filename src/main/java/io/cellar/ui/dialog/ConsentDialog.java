package io.cellar.ui.dialog;

import io.cellar.input.PrintableText;
import io.cellar.ui.OpenOutcome.ConsentNeeded;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.List;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;

/** Asks whether blocks may be kept outside of the description's folder. JavaFX thread. */
public final class ConsentDialog {
  private static final int MOST_LINES = 6;
  private final Dialog<ButtonType> dialog;
  private final ButtonType agree = Dialogs.ok("consent.agree");

  public ConsentDialog(Dialogs dialogs, ConsentNeeded asked) {
    Label question =
        Controls.label(
            Words.of("consent.question", ProblemsText.name(asked.location())), "dialog-summary");
    question.setWrapText(true);
    List<String> outside =
        asked.outside().stream().map(place -> PrintableText.of(place.toString())).toList();
    TextInputControl places = outside.size() == 1 ? new TextField() : list(outside.size());
    places.setText(String.join("\n", outside));
    places.setEditable(false);
    places.setAccessibleText(Words.of("consent.folder"));
    Label advice = new Label(Words.of("consent.advice"));
    advice.setWrapText(true);
    VBox body = new VBox(12, question, places, advice);
    body.setPrefWidth(540);
    dialog = dialogs.dialog("consent.title", body, agree, Dialogs.cancel());
  }

  private static TextArea list(int lines) {
    TextArea list = new TextArea();
    list.setPrefRowCount(Math.min(lines, MOST_LINES));
    return list;
  }

  /** Shows it; {@code agreed} runs when the user agrees, {@code declined} when not. */
  public void show(Runnable agreed, Runnable declined) {
    dialog.setOnHidden(
        e -> {
          if (dialog.getResult() == agree) {
            agreed.run();
          } else {
            declined.run();
          }
        });
    dialog.show();
  }
}
