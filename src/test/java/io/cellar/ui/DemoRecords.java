package io.cellar.ui;

import io.cellar.settings.Bookmark;
import io.cellar.settings.Loaded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Bookmarks in memory. */
public final class DemoRecords implements WindowRecords {
  private final Map<String, List<Bookmark>> bookmarks = new HashMap<>();

  /** The kept bookmarks of a volume. */
  public List<Bookmark> kept(String location) {
    return bookmarks.getOrDefault(location, List.of());
  }

  @Override
  public CompletableFuture<Loaded<List<Bookmark>>> bookmarks(String location) {
    return CompletableFuture.completedFuture(new Loaded<>(kept(location), Optional.empty()));
  }

  @Override
  public CompletableFuture<Void> keep(String location, List<Bookmark> all) {
    bookmarks.put(location, List.copyOf(all));
    return CompletableFuture.completedFuture(null);
  }
}
