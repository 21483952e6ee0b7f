package io.cellar.ui.dialog;

import io.cellar.ui.fx.Colours;
import io.cellar.ui.fx.ScreenRoom;
import io.cellar.ui.words.Words;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.stage.Modality;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/** What all dialogs share. JavaFX thread. */
public final class Dialogs {
  private final Window owner;
  private final Colours colours;

  public Dialogs(Window owner, Colours colours) {
    this.owner = owner;
    this.colours = colours;
  }

  /**
   * A dialog of the window, in its colours, that can be resized and closed with escape. Where the
   * screen is too small for it the content is scrolled.
   */
  public <R> Dialog<R> dialog(String titleKey, Region content, ButtonType... buttons) {
    Dialog<R> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.initModality(Modality.WINDOW_MODAL); // other windows of the program go on
    dialog.setTitle(Words.of(titleKey));
    dialog.setResizable(true);
    DialogPane pane = dialog.getDialogPane();
    pane.setContent(new ScrollingContent(content));
    pane.getButtonTypes().setAll(buttons);
    pane.getStyleClass().add("cellar-dialog");
    colours.dress(pane.getScene());
    Window window = pane.getScene().getWindow();
    window.addEventHandler(WindowEvent.WINDOW_SHOWING, e -> measure(pane));
    ScreenRoom.keepOnScreen(window);
    return dialog;
  }

  /**
   * Gives a dialog its size before its window is made. Else JavaFX makes the window at its least
   * size and enlarges it while it is being shown; a window manager whose answer to the first size
   * comes late, as beside a maximised window, would leave it so.
   */
  private static void measure(DialogPane pane) {
    pane.applyCss();
    pane.autosize();
    pane.layout();
  }

  /** The window that they belong to. */
  public Window owner() {
    return owner;
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

  /** Puts a text on the clipboard. */
  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
