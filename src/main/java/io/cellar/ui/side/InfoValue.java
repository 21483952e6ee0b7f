package io.cellar.ui.side;

import io.cellar.ui.words.Words;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/** A text that wraps and can be copied, with the mouse or the keyboard. JavaFX thread. */
final class InfoValue extends Label {

  InfoValue(String name, String value) {
    super(value);
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
    getStyleClass().add("info-value");
    setFocusTraversable(true);
    setAccessibleText(name + ": " + value);
    MenuItem copy = new MenuItem(Words.of("info.copy"));
    copy.setOnAction(e -> copy());
    setContextMenu(new ContextMenu(copy));
    addEventHandler(MouseEvent.MOUSE_PRESSED, e -> requestFocus());
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private void key(KeyEvent e) {
    if (e.isShortcutDown() && e.getCode() == KeyCode.C) {
      copy();
      e.consume();
    }
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(getText());
    Clipboard.getSystemClipboard().setContent(content);
  }
}
