package io.cellar.ui.bookmark;

import io.cellar.input.PrintableText;
import io.cellar.settings.Bookmark;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.words.Words;
import io.cellar.volume.Roi;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** One bookmark: its key, its name, its box, and a menu. JavaFX thread. */
final class BookmarkRow extends HBox {
  private static final int WITH_KEY = 9;

  private final int index;
  private final Bookmark bookmark;
  private final Bookmarks bookmarks;
  private final PaneContext context;
  private final IntConsumer remove;
  private final IntConsumer focus;
  private final Button name = new Button();
  private final ContextMenu menu = new ContextMenu();

  /**
   * A row.
   *
   * @param remove takes out the bookmark of a number
   * @param focus gives the focus to the row of a number
   */
  BookmarkRow(
      int index, Bookmarks bookmarks, PaneContext context, IntConsumer remove, IntConsumer focus) {
    super(4);
    this.index = index;
    this.bookmark = bookmarks.list().get(index);
    this.bookmarks = bookmarks;
    this.context = context;
    this.remove = remove;
    this.focus = focus;
    getStyleClass().addAll("row", "bookmark-row");
    fillMenu();
    Label key = Controls.label(index < WITH_KEY ? String.valueOf(index + 1) : "", "bookmark-key");
    key.setMinWidth(USE_PREF_SIZE);
    name.setText(shown());
    name.setMnemonicParsing(false);
    name.getStyleClass().add("bookmark-name");
    name.setMaxWidth(Double.MAX_VALUE);
    name.setMinWidth(40);
    name.setAccessibleText(Words.of("bookmarks.goTo", shown()));
    name.setTooltip(new Tooltip(shown() + "\n" + tip()));
    name.setOnAction(e -> BookmarkPlaces.go(context, bookmark));
    name.setContextMenu(menu);
    name.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    HBox.setHgrow(name, Priority.ALWAYS);
    getChildren().addAll(key, name);
    BookmarkPlaces.roi(bookmark).ifPresent(box -> getChildren().add(boxToggle(box)));
    Button more = Controls.iconButton(Icon.MORE, "bookmarks.more", this::openMenu);
    more.setAccessibleText(Words.of("bookmarks.moreOf", shown()));
    getChildren().add(more);
  }

  private String shown() {
    return PrintableText.of(bookmark.name());
  }

  private String tip() {
    String at = BookmarkPlaces.coordinates(context, bookmark);
    return index < WITH_KEY ? Words.of("bookmarks.tip", at, index + 1) : at;
  }

  private ToggleButton boxToggle(Roi box) {
    ToggleButton toggle = Controls.iconToggle(Icon.BOX, "bookmarks.box");
    toggle.setAccessibleText(Words.of("bookmarks.boxOf", shown()));
    Optional<Roi> own = Optional.of(box);
    // Only while the row is in the window does it listen; the region outlives it.
    ObservableValue<Boolean> shown =
        context
            .region()
            .map(own::equals)
            .when(toggle.sceneProperty().map(scene -> true).orElse(false));
    shown.addListener((o, was, is) -> toggle.setSelected(is));
    toggle.setSelected(own.equals(context.region().get()));
    toggle.setOnAction(e -> show(own));
    return toggle;
  }

  private void show(Optional<Roi> box) {
    context.region().set(box.equals(context.region().get()) ? Optional.empty() : box);
  }

  private void fillMenu() {
    menu.getItems()
        .addAll(
            item("bookmarks.go", () -> BookmarkPlaces.go(context, bookmark)),
            item("bookmarks.rename", this::rename),
            item("bookmarks.copy", this::copy),
            new SeparatorMenuItem(),
            item("bookmarks.up", () -> move(-1)),
            item("bookmarks.down", () -> move(1)),
            new SeparatorMenuItem(),
            item("bookmarks.delete", () -> remove.accept(index)));
  }

  private static MenuItem item(String key, Runnable action) {
    MenuItem item = new MenuItem(Words.of(key));
    item.setOnAction(e -> action.run());
    return item;
  }

  private void openMenu() {
    menu.show(this, Side.BOTTOM, 20, 0);
  }

  private void key(KeyEvent e) {
    boolean alt = e.isAltDown();
    boolean used = true;
    if (e.getCode() == KeyCode.F2) {
      rename();
    } else if (e.getCode() == KeyCode.DELETE) {
      remove.accept(index);
    } else if (alt && e.getCode() == KeyCode.UP) {
      move(-1);
    } else if (alt && e.getCode() == KeyCode.DOWN) {
      move(1);
    } else {
      used = false;
    }
    if (used) {
      e.consume();
    }
  }

  private void move(int by) {
    if (bookmarks.move(index, by)) {
      focus.accept(index + by);
    }
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(BookmarkPlaces.coordinates(context, bookmark));
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** Turns the name into a field. */
  private void rename() {
    TextField field = new TextField(bookmark.name());
    field.setAccessibleText(Words.of("bookmarks.nameOf", shown()));
    HBox.setHgrow(field, Priority.ALWAYS);
    getChildren().set(getChildren().indexOf(name), field);
    field.setOnAction(e -> renamed(field));
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            field.setText(bookmark.name());
            renamed(field);
            e.consume();
          }
        });
    field.focusedProperty().addListener((o, was, is) -> leave(is, field));
    field.requestFocus();
    field.selectAll();
  }

  private void leave(boolean focused, TextField field) {
    if (!focused) {
      renamed(field);
    }
  }

  /** The change makes new rows; without one the old row is mended. */
  private void renamed(TextField field) {
    int at = getChildren().indexOf(field);
    if (at >= 0) {
      getChildren().set(at, name);
      bookmarks.rename(index, field.getText());
      focus.accept(index);
    }
  }

  /** Takes the focus. */
  void take() {
    name.requestFocus();
  }
}
