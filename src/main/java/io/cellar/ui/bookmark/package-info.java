/**
 * Places that are to be found again.
 *
 * <p>{@link io.cellar.ui.bookmark.Bookmarks} are those of the volume on show, read and written in
 * the background; {@link io.cellar.ui.bookmark.BookmarksPane} lists them in the side panel. Other
 * parts of the window ask {@link io.cellar.ui.bookmark.Bookmarks#boxes} for regions with a name.
 */
package io.cellar.ui.bookmark;
