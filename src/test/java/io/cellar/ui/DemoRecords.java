package io.cellar.ui;

import io.cellar.settings.Bookmark;
import io.cellar.settings.Loaded;
import io.cellar.settings.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Session and bookmarks in memory. */
public final class DemoRecords implements WindowRecords {
  private final List<Session> sessions = new ArrayList<>();
  private final Map<String, List<Bookmark>> bookmarks = new HashMap<>();

  /** What was kept of the window, in this order. */
  public List<Session> sessions() {
    return sessions;
  }

  /** The kept bookmarks of a volume. */
  public List<Bookmark> kept(String location) {
    return bookmarks.getOrDefault(location, List.of());
  }

  @Override
  public void keep(Session session) {
    sessions.add(session);
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
