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
  private static final String BREAK_HERE = "\u200b";

  private final String name;
  private String value;

  InfoValue(String name, String value) {
    super(breakable(value));
    this.value = value;
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
    getStyleClass().add("info-value");
    setFocusTraversable(true);
    this.name = name;
    setAccessibleText(name + ": " + value);
    MenuItem copy = new MenuItem(Words.of("info.copy"));
    copy.setOnAction(e -> copy());
    setContextMenu(new ContextMenu(copy));
    addEventHandler(MouseEvent.MOUSE_PRESSED, e -> requestFocus());
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Shows another value. */
  void show(String next) {
    if (!next.equals(value)) {
      value = next;
      setText(breakable(next));
      setAccessibleText(name + ": " + next);
    }
  }

  /** Paths and addresses have no blanks: lines may end after their separators. */
  private static String breakable(String text) {
    return text.replaceAll("(?<=[/\\\\_})-])(?=[^ /])", BREAK_HERE);
  }

  private void key(KeyEvent e) {
    if (e.isShortcutDown() && e.getCode() == KeyCode.C) {
      copy();
      e.consume();
    }
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(value);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
