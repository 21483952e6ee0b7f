package io.cellar.ui;

import io.cellar.settings.Bookmark;
import io.cellar.settings.Loaded;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the window keeps of volumes. Called on the JavaFX thread; everything returns at once and
 * touches the disk elsewhere, in the order of the calls.
 */
public interface WindowRecords {

  /** The bookmarks of a volume; never fails. */
  CompletableFuture<Loaded<List<Bookmark>>> bookmarks(String location);

  /**
   * Keeps the bookmarks of a volume.
   *
   * @return fails with an IOException when they cannot be kept; the old ones stand
   */
  CompletableFuture<Void> keep(String location, List<Bookmark> bookmarks);
}
