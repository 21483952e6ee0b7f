package io.cellar.ui.window;

import io.cellar.settings.Bookmark;
import io.cellar.ui.bookmark.BookmarkPlaces;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.pane.Navigator;
import io.cellar.ui.pane.SlicePane;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.Clipboard;

/** What commands do with the volume on show; nothing while there is none. JavaFX thread. */
final class VolumeCommands {
  private final ReadOnlyObjectProperty<Optional<VolumeView>> view;
  private final Consumer<List<String>> open;
  private final Consumer<String> tell;
  private Optional<SlicePane> asking = Optional.empty();

  /**
   * Commands for a window.
   *
   * @param open opens locations
   * @param tell shows a short message
   */
  VolumeCommands(
      ReadOnlyObjectProperty<Optional<VolumeView>> view,
      Consumer<List<String>> open,
      Consumer<String> tell) {
    this.view = view;
    this.open = open;
    this.tell = tell;
  }

  /** True while a volume is on show. */
  ObservableValue<Boolean> present() {
    return view.map(Optional::isPresent);
  }

  /** True while there is a way back. */
  ObservableValue<Boolean> canGoBack() {
    return ofNavigator(Navigator::canGoBack);
  }

  /** True while there is a way forward. */
  ObservableValue<Boolean> canGoForward() {
    return ofNavigator(Navigator::canGoForward);
  }

  private ObservableValue<Boolean> ofNavigator(
      Function<Navigator, ObservableValue<Boolean>> question) {
    return view.flatMap(v -> v.map(VolumeView::navigator).map(question).orElse(null)).orElse(false);
  }

  /** Does something as if a pane were the active one. */
  void in(SlicePane pane, Runnable action) {
    asking = Optional.of(pane);
    try {
      action.run();
    } finally {
      asking = Optional.empty();
    }
  }

  void with(Consumer<VolumeView> action) {
    view.get().ifPresent(action);
  }

  void withPane(BiConsumer<VolumeView, SlicePane> action) {
    with(v -> asking.or(v::activePane).ifPresent(pane -> action.accept(v, pane)));
  }

  /** Slices on, along the axis that a pane does not show. */
  static void step(VolumeView view, SlicePane pane, long voxels) {
    pane.plane()
        .normal(view.navigator().state().axes())
        .ifPresent(axis -> view.navigator().follow(s -> s.step(axis, voxels)));
  }

  /** Moves in a pane's plane. */
  static void move(VolumeView view, SlicePane pane, long right, long down) {
    Plane plane = pane.plane();
    view.navigator().change(s -> s.move(plane.horizontal(), right).move(plane.vertical(), down));
  }

  /** The pane normal to an axis alone, or all again. */
  static void alone(VolumeView view, Axis normal) {
    view.panes().stream()
        .map(SlicePane::plane)
        .filter(p -> !p.shows(normal))
        .findFirst()
        .ifPresent(plane -> toggleAlone(view, plane));
  }

  /** The pane of a plane alone, or all again. */
  static void toggleAlone(VolumeView v, Plane plane) {
    boolean already = v.grid().alone().get().filter(plane::equals).isPresent();
    v.grid().alone().set(already ? Optional.empty() : Optional.of(plane));
    v.grid().layout();
    v.pane(plane).ifPresent(SlicePane::requestFocus);
    v.navigator().follow(s -> s);
  }

  /** Keeps the place on show as a bookmark. */
  void bookmarkHere(VolumeView v) {
    Bookmark here = BookmarkPlaces.here(v.context());
    v.bookmarks().add(here);
    tell.accept(Words.of("bookmarks.added", here.name()));
  }

  /** Goes to a bookmark, 0 for the first. */
  void goToBookmark(VolumeView v, int n) {
    if (n < v.bookmarks().list().size()) {
      BookmarkPlaces.go(v.context(), v.bookmarks().list().get(n));
    } else {
      tell.accept(Words.of("bookmarks.noSuch", n + 1));
    }
  }

  /** Goes to the place, or opens the address, on the clipboard. */
  void paste() {
    String text = Clipboard.getSystemClipboard().getString();
    if (text == null || text.isBlank()) {
      tell.accept(Words.of("paste.empty"));
    } else if (!goTo(text)) {
      List<String> locations = DropText.locations(null, null, text);
      if (locations.isEmpty()) {
        tell.accept(Words.of("paste.unknown"));
      } else {
        open.accept(locations);
      }
    }
  }

  /**
   * Goes to a typed or pasted place.
   *
   * @return false when the text is no place; nothing has changed then
   */
  boolean goTo(String text) {
    Optional<VolumeView> now = view.get();
    Optional<long[]> voxel =
        now.flatMap(
            v ->
                GoToText.parse(
                    text, v.navigator().state().axes(), v.navigator().state().position()));
    voxel.ifPresent(
        to -> {
          now.get().navigator().jump(s -> s.goTo(to));
          if (!now.get().volume().description().geometry().view().contains(to)) {
            tell.accept(
                Words.of(
                    "goto.outside", GoToText.format(now.get().navigator().state().axes(), to)));
          }
        });
    return voxel.isPresent();
  }
}
