package io.cellar.ui.side;

import io.cellar.ui.words.LineWrap;
import io.cellar.ui.words.Words;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;

/**
 * A text that can be copied, with the mouse or the keyboard; paths and addresses are broken after
 * their separators. JavaFX thread.
 */
final class InfoValue extends Label {
  private final String name;
  private final Text measured = new Text();
  private String value;

  InfoValue(String name, String value) {
    this.name = name;
    setWrapText(true);
    setMinWidth(0);
    setMaxWidth(Double.MAX_VALUE);
    setMinHeight(USE_PREF_SIZE);
    getStyleClass().add("info-value");
    setFocusTraversable(true);
    MenuItem copy = new MenuItem(Words.of("info.copy"));
    copy.setOnAction(e -> copy());
    setContextMenu(new ContextMenu(copy));
    addEventHandler(MouseEvent.MOUSE_PRESSED, e -> requestFocus());
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    widthProperty().addListener(o -> wrap());
    fontProperty().addListener(o -> wrap());
    show(value);
  }

  /** Shows another value. */
  void show(String next) {
    if (!next.equals(value)) {
      value = next;
      setAccessibleText(name + ": " + next);
      wrap();
    }
  }

  private void wrap() {
    double room = getWidth() - snappedLeftInset() - snappedRightInset();
    setText(room <= 0 ? value : LineWrap.wrap(value, room, this::width));
  }

  private double width(String text) {
    measured.setFont(getFont());
    measured.setText(text);
    return Math.ceil(measured.getLayoutBounds().getWidth()) + 1;
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
