package io.cellar.ui.dialog;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.function.Consumer;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks for the address of a description file. JavaFX thread. */
public final class AddressDialog {
  private final Dialog<ButtonType> dialog;
  private final ButtonType open = Dialogs.ok("address.open");
  private final TextField field = new TextField();

  /** A dialog that is not shown yet. */
  public AddressDialog(Dialogs dialogs) {
    field.setPromptText(Words.of("address.prompt"));
    field.setPrefColumnCount(40);
    Label label = Controls.label(Words.of("address.label"), "dialog-summary");
    label.setLabelFor(field);
    dialog = dialogs.dialog("address.title", new VBox(10, label, field), open, Dialogs.cancel());
    dialog
        .getDialogPane()
        .lookupButton(open)
        .disableProperty()
        .bind(field.textProperty().map(String::isBlank));
    dialog.setOnShown(e -> field.requestFocus());
  }

  /** Shows it; {@code chosen} is given what was typed. */
  public void show(Consumer<String> chosen) {
    dialog.setOnHidden(
        e -> {
          if (dialog.getResult() == open) {
            chosen.accept(field.getText().strip());
          }
        });
    dialog.show();
  }
}
