package io.cellar.ui.window;

import io.cellar.settings.Bookmark;
import io.cellar.ui.bookmark.BookmarkPlaces;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.SlicePane;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;

/** What menu, toolbar and keys do with the volume on show. JavaFX thread. */
public final class Commands {
  private static final double ZOOM_STEP = 1.5;

  private final ReadOnlyObjectProperty<Optional<VolumeView>> view;
  private final Consumer<String> tell;

  /**
   * Commands for a window.
   *
   * @param tell shows a short message
   */
  Commands(ReadOnlyObjectProperty<Optional<VolumeView>> view, Consumer<String> tell) {
    this.view = view;
    this.tell = tell;
  }

  private void with(Consumer<VolumeView> action) {
    view.get().ifPresent(action);
  }

  private void withPane(Consumer<SlicePane> action) {
    view.get().flatMap(VolumeView::activePane).ifPresent(action);
  }

  /** The whole volume in every pane. */
  public void fit() {
    with(v -> v.navigator().fit());
  }

  /** One device pixel per voxel. */
  public void oneToOne() {
    with(v -> v.navigator().change(s -> s.zoomTo(1)));
  }

  /** Nearer, about the middle of the panes. */
  public void zoomIn() {
    with(v -> v.navigator().change(s -> s.zoomTo(s.zoom() * ZOOM_STEP)));
  }

  /** Farther, about the middle of the panes. */
  public void zoomOut() {
    with(v -> v.navigator().change(s -> s.zoomTo(s.zoom() / ZOOM_STEP)));
  }

  /** Slices on, along the axis that the active pane does not show. */
  public void step(long voxels) {
    withPane(
        pane ->
            with(
                v ->
                    pane.plane()
                        .normal(v.navigator().state().axes())
                        .ifPresent(axis -> v.navigator().follow(s -> s.step(axis, voxels)))));
  }

  /** Moves in the active pane's plane. */
  public void move(long right, long down) {
    withPane(
        pane ->
            with(
                v ->
                    v.navigator()
                        .change(
                            s ->
                                s.move(pane.plane().horizontal(), right)
                                    .move(pane.plane().vertical(), down))));
  }

  /** One step along time. */
  public void stepTime(long steps) {
    with(
        v -> {
          if (v.navigator().state().axes().has(Axis.T)) {
            v.navigator().follow(s -> s.step(Axis.T, steps));
          }
        });
  }

  /** The active pane alone, or all again. */
  public void toggleAlone() {
    withPane(pane -> toggleAlone(pane.plane()));
  }

  /** The pane normal to an axis alone, or all again. */
  public void alone(Axis normal) {
    with(
        v ->
            v.panes().stream()
                .map(SlicePane::plane)
                .filter(p -> !p.shows(normal))
                .findFirst()
                .ifPresent(this::toggleAlone));
  }

  private void toggleAlone(Plane plane) {
    with(
        v -> {
          boolean already = v.grid().alone().get().filter(plane::equals).isPresent();
          v.grid().alone().set(already ? Optional.empty() : Optional.of(plane));
          v.grid().layout();
          v.pane(plane).ifPresent(SlicePane::requestFocus);
          v.navigator().follow(s -> s);
        });
  }

  /** Display range from the 1st to the 99th percentile of what is in memory of the view. */
  public void autoContrast() {
    with(v -> v.contrast().auto(1, 99));
  }

  /** Display range as the description or the dtype suggests. */
  public void resetContrast() {
    with(v -> v.contrast().reset());
  }

  /** Fetches what the active pane shows, however much it is. */
  public void fetchAnyway() {
    withPane(SlicePane::fetchAnyway);
  }

  /** The context menu of the crosshair's place in the active pane. */
  public void openMenu() {
    withPane(SlicePane::openMenu);
  }

  /** Keeps the place on show as a bookmark. */
  public void bookmarkHere() {
    with(
        v -> {
          Bookmark here = BookmarkPlaces.here(v.context());
          v.bookmarks().add(here);
          tell.accept(Words.of("bookmarks.added", here.name()));
        });
  }

  /** Goes to a bookmark, 0 for the first. */
  public void goToBookmark(int n) {
    with(
        v -> {
          if (n < v.bookmarks().list().size()) {
            BookmarkPlaces.go(v.context(), v.bookmarks().list().get(n));
          } else {
            tell.accept(Words.of("bookmarks.noSuch", n + 1));
          }
        });
  }

  /** Back to where the last jump began. */
  public void back() {
    with(v -> v.navigator().back());
  }

  /** Forward again. */
  public void forward() {
    with(v -> v.navigator().forward());
  }

  /** Middle of all panes on the crosshair. */
  public void center() {
    with(v -> v.navigator().change(ViewState::centered));
  }

  /**
   * Goes to a typed or pasted place.
   *
   * @return false when the text is no place; nothing has changed then
   */
  public boolean goTo(String text) {
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
