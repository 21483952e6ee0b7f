package io.cellar.ui.dialog;

import io.cellar.ui.OpenOutcome.HostConsentNeeded;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/**
 * Asks whether a server may be asked that a link from a web page leads to. It may come up while the
 * user types or clicks elsewhere: enter, escape and the blank say no. JavaFX thread.
 */
public final class LinkDialog {
  private static final int WIDTH = 540;
  private final Dialog<ButtonType> dialog;
  private final ButtonType open = Dialogs.ok("link.open");

  public LinkDialog(Dialogs dialogs, HostConsentNeeded asked) {
    Label question = Controls.label(question(asked), "dialog-summary");
    TextField address = new TextField(asked.address());
    address.setEditable(false);
    address.setAccessibleText(Words.of("link.address"));
    Label advice = new Label(Words.of("link.advice", asked.host()));
    Label credentials =
        new Label(
            Words.of(
                asked.credentials() ? "link.credentials" : "link.noCredentials", asked.host()));
    VBox body = new VBox(12, question, address, advice, credentials);
    for (Label label : new Label[] {question, advice, credentials}) {
      label.setWrapText(true);
      label.setPrefWidth(WIDTH);
      label.setMinHeight(Label.USE_PREF_SIZE);
    }
    body.setPrefWidth(WIDTH);
    ButtonType cancel = Dialogs.cancel();
    dialog = dialogs.dialog("link.title", body, open, cancel);
    Button no = (Button) dialog.getDialogPane().lookupButton(cancel);
    ((Button) dialog.getDialogPane().lookupButton(open)).setDefaultButton(false);
    no.setDefaultButton(true);
    dialog.setOnShown(e -> no.requestFocus());
  }

  private static String question(HostConsentNeeded asked) {
    return asked
        .namedBy()
        .map(by -> Words.of("link.further", by, asked.host()))
        .orElseGet(() -> Words.of("link.question", asked.host()));
  }

  /** Shows it; {@code agreed} runs when the user agrees, {@code declined} when not. */
  public void show(Runnable agreed, Runnable declined) {
    dialog.setOnHidden(
        e -> {
          if (dialog.getResult() == open) {
            agreed.run();
          } else {
            declined.run();
          }
        });
    dialog.show();
  }
}
