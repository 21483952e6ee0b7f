package io.cellar.ui.bookmark;

import io.cellar.settings.Bookmark;
import io.cellar.settings.Bookmark.Box;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.PaneContext;
import io.cellar.volume.Roi;
import java.util.Optional;

/** Between what the panes show and bookmarks. JavaFX thread. */
public final class BookmarkPlaces {
  private BookmarkPlaces() {}

  /** A bookmark of what is on show, with the box that is outlined, named by its coordinates. */
  public static Bookmark here(PaneContext context) {
    ViewState state = context.navigator().state();
    return new Bookmark(
        GoToText.format(state.axes(), state.position()),
        state.place(),
        DisplayTones.of(context.display().get()),
        context.region().get().filter(box -> !box.isEmpty()).map(BookmarkPlaces::box));
  }

  private static Box box(Roi roi) {
    return Box.of(roi.start(), roi.stop());
  }

  /** Goes there, so that one can go back, with the colours and the box of then. */
  public static void go(PaneContext context, Bookmark bookmark) {
    context.navigator().jump(state -> state.placed(bookmark.place()));
    context.display().set(DisplayTones.apply(context.display().get(), bookmark.tones()));
    roi(bookmark)
        .filter(box -> box.rank() == context.navigator().state().axes().rank())
        .ifPresent(box -> context.region().set(Optional.of(box)));
  }

  /** The box of a bookmark, in view coordinates. */
  public static Optional<Roi> roi(Bookmark bookmark) {
    return bookmark.box().map(box -> new Roi(box.first(), box.end()));
  }

  /** The coordinates of a bookmark, to be pasted. */
  static String coordinates(PaneContext context, Bookmark bookmark) {
    return GoToText.format(context.navigator().state().axes(), bookmark.place().voxel());
  }
}
