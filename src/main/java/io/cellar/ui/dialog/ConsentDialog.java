package io.cellar.ui.dialog;

import io.cellar.ui.OpenOutcome.ConsentNeeded;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks whether blocks may be kept outside of the description's folder. JavaFX thread. */
public final class ConsentDialog {
  private final Dialog<ButtonType> dialog;
  private final ButtonType agree = Dialogs.ok("consent.agree");

  /** A dialog that is not shown yet. */
  public ConsentDialog(Dialogs dialogs, ConsentNeeded asked) {
    Label question =
        Controls.label(
            Words.of("consent.question", ProblemsText.name(asked.location())), "dialog-summary");
    question.setWrapText(true);
    TextField folder = new TextField(asked.folder().toString());
    folder.setEditable(false);
    folder.setAccessibleText(Words.of("consent.folder"));
    Label advice = new Label(Words.of("consent.advice"));
    advice.setWrapText(true);
    VBox body = new VBox(12, question, folder, advice);
    body.setPrefWidth(540);
    dialog = dialogs.dialog("consent.title", body, agree, Dialogs.cancel());
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
