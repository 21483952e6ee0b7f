package io.cellar.ui.bookmark;

import io.cellar.settings.Bookmark;
import io.cellar.settings.Loaded;
import io.cellar.ui.WindowRecords;
import io.cellar.ui.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The bookmarks of one volume, in the user's order. Every change is written at once, in the
 * background; one that comes before the old ones were read waits for them. JavaFX thread.
 */
public final class Bookmarks {
  private final String location;
  private final WindowRecords records;
  private final Executor fx;
  private final Consumer<String> tell;
  private final ObservableList<Bookmark> list = FXCollections.observableArrayList();
  private final ObservableList<Bookmark> readOnly = FXCollections.unmodifiableObservableList(list);
  private final List<UnaryOperator<List<Bookmark>>> waiting = new ArrayList<>();
  private boolean loaded;

  /**
   * Begins to read the bookmarks of a volume.
   *
   * @param fx runs on the JavaFX thread
   * @param tell shows a short message
   */
  public Bookmarks(String location, WindowRecords records, Executor fx, Consumer<String> tell) {
    this.location = location;
    this.records = records;
    this.fx = fx;
    this.tell = tell;
    var ignored = records.bookmarks(location).thenAcceptAsync(this::read, fx);
  }

  private void read(Loaded<List<Bookmark>> kept) {
    loaded = true;
    list.setAll(kept.value());
    kept.broken().ifPresent(aside -> tell.accept(Words.of("bookmarks.broken", aside)));
    waiting.forEach(this::change);
    waiting.clear();
  }

  /** The bookmarks; not to be changed but by the methods here. */
  public ObservableList<Bookmark> list() {
    return readOnly;
  }

  /** Those that have a box. */
  public List<Bookmark> boxes() {
    return list.stream().filter(bookmark -> bookmark.box().isPresent()).toList();
  }

  /** Adds one at the end. */
  public void add(Bookmark bookmark) {
    change(
        now -> {
          now.add(bookmark);
          return now;
        });
  }

  /** Puts one in at a place of the list. */
  void insert(int index, Bookmark bookmark) {
    change(
        now -> {
          now.add(Math.min(index, now.size()), bookmark);
          return now;
        });
  }

  /** Gives one another name; a blank one is left out. */
  void rename(int index, String name) {
    if (!name.isBlank() && !name.strip().equals(list.get(index).name())) {
      String shortened = name.strip().substring(0, Math.min(200, name.strip().length()));
      change(
          now -> {
            now.set(index, now.get(index).withName(shortened));
            return now;
          });
    }
  }

  /** Takes one out. */
  void remove(int index) {
    change(
        now -> {
          now.remove(index);
          return now;
        });
  }

  /** Moves one up or down by one; false at the end of the list. */
  boolean move(int index, int by) {
    int to = index + by;
    if (to < 0 || to >= list.size()) {
      return false;
    }
    change(
        now -> {
          now.add(to, now.remove(index));
          return now;
        });
    return true;
  }

  private void change(UnaryOperator<List<Bookmark>> change) {
    if (!loaded) {
      waiting.add(change);
      return;
    }
    list.setAll(change.apply(new ArrayList<>(list)));
    var ignored =
        records
            .keep(location, List.copyOf(list))
            .whenCompleteAsync((done, error) -> written(error), fx);
  }

  private void written(Throwable error) {
    if (error != null) {
      Throwable cause = error.getCause() == null ? error : error.getCause();
      tell.accept(Words.of("bookmarks.notKept", String.valueOf(cause.getMessage())));
    }
  }
}
