package io.cellar.ui.bookmark;

import io.cellar.input.PrintableText;
import io.cellar.settings.Bookmark;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.words.Words;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Lists the bookmarks of a volume. JavaFX thread. */
public final class BookmarksPane extends VBox {
  private final Bookmarks bookmarks;
  private final PaneContext context;
  private final VBox rows = new VBox();
  private final Hyperlink undo = new Hyperlink();
  private Optional<Removed> removed = Optional.empty();

  /** What was deleted last, and where it was. */
  private record Removed(int index, Bookmark bookmark) {}

  public BookmarksPane(Bookmarks bookmarks, PaneContext context) {
    super(6);
    this.bookmarks = bookmarks;
    this.context = context;
    getStyleClass().add("section-body");
    rows.getStyleClass().add("bookmark-rows");
    undo.setOnAction(e -> putBack());
    undo.setWrapText(true);
    Button here =
        Controls.button("bookmarks.here", () -> bookmarks.add(BookmarkPlaces.here(context)));
    here.setGraphic(Icon.BOOKMARK.node());
    here.getStyleClass().add("small-button");
    getChildren().addAll(rows, here);
    bookmarks.list().addListener((ListChangeListener<Bookmark>) change -> fill());
    fill();
  }

  private void fill() {
    rows.getChildren().clear();
    for (int n = 0; n < bookmarks.list().size(); n++) {
      rows.getChildren().add(new BookmarkRow(n, bookmarks, context, this::remove, this::focus));
    }
    if (bookmarks.list().isEmpty()) {
      Label none = Controls.label(Words.of("bookmarks.none"), "field-label");
      none.setWrapText(true);
      none.setMinHeight(USE_PREF_SIZE);
      rows.getChildren().add(none);
    }
    getChildren().remove(undo);
    removed.ifPresent(
        r -> {
          undo.setText(Words.of("bookmarks.undo", PrintableText.of(r.bookmark().name())));
          getChildren().add(1, undo);
        });
  }

  private void remove(int index) {
    removed = Optional.of(new Removed(index, bookmarks.list().get(index)));
    bookmarks.remove(index);
    focus(Math.min(index, bookmarks.list().size() - 1));
  }

  private void putBack() {
    removed.ifPresent(
        last -> {
          removed = Optional.empty();
          bookmarks.insert(last.index(), last.bookmark());
          focus(last.index());
        });
  }

  private void focus(int index) {
    if (index >= 0 && rows.getChildren().get(index) instanceof BookmarkRow row) {
      row.take();
    } else {
      requestFocus();
    }
  }
}
