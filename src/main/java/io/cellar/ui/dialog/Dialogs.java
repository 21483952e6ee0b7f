package io.cellar.ui.dialog;

import io.cellar.ui.fx.Colours;
import io.cellar.ui.fx.ScreenRoom;
import io.cellar.ui.words.Words;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Window;

/** What all dialogs share. JavaFX thread. */
public final class Dialogs {
  private final Window owner;
  private final Colours colours;

  /** Dialogs of a window. */
  public Dialogs(Window owner, Colours colours) {
    this.owner = owner;
    this.colours = colours;
  }

  /** A dialog of the window, in its colours, that can be resized and closed with escape. */
  public <R> Dialog<R> dialog(String titleKey, Node content, ButtonType... buttons) {
    Dialog<R> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.setTitle(Words.of(titleKey));
    dialog.setResizable(true);
    dialog.getDialogPane().setContent(content);
    dialog.getDialogPane().getButtonTypes().setAll(buttons);
    dialog.getDialogPane().getStyleClass().add("cellar-dialog");
    colours.dress(dialog.getDialogPane().getScene());
    ScreenRoom.keepOnScreen(dialog.getDialogPane().getScene().getWindow());
    return dialog;
  }

  static ButtonType close() {
    return new ButtonType(Words.of("dialog.close"), ButtonData.CANCEL_CLOSE);
  }

  /** The button that gives up. */
  public static ButtonType cancel() {
    return cancel("dialog.cancel");
  }

  /** The button that gives up, with a text from the message bundle. */
  public static ButtonType cancel(String key) {
    return new ButtonType(Words.of(key), ButtonData.CANCEL_CLOSE);
  }

  /** The button that goes ahead, with a text from the message bundle. */
  public static ButtonType ok(String key) {
    return new ButtonType(Words.of(key), ButtonData.OK_DONE);
  }

  /** A further button, with a text from the message bundle. */
  public static ButtonType other(String key) {
    return new ButtonType(Words.of(key), ButtonData.OTHER);
  }

  static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
