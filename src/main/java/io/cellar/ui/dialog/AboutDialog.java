package io.cellar.ui.dialog;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Says what the program is and what it runs on. JavaFX thread. */
public final class AboutDialog {
  private final Dialog<ButtonType> dialog;

  public AboutDialog(Dialogs dialogs, String version) {
    Label name = Controls.label(Words.of("about.name", version), "about-name");
    Label what = new Label(Words.of("about.what"));
    what.setWrapText(true);
    Label on =
        Controls.label(
            Words.of(
                "about.on",
                System.getProperty("java.version"),
                System.getProperty("javafx.version", "–"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Figures.bytes(Runtime.getRuntime().maxMemory())),
            "field-label");
    on.setWrapText(true);
    Label licence = Controls.label(Words.of("about.licence"), "field-label");
    VBox body = new VBox(10, name, what, on, licence);
    body.setPrefWidth(420);
    dialog = dialogs.dialog("about.title", body, Dialogs.close());
  }

  /** Shows it. */
  public void show() {
    dialog.show();
  }
}
