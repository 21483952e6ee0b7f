package io.cellar.app;

import io.cellar.settings.Bookmark;
import io.cellar.settings.BookmarkFiles;
import io.cellar.settings.Loaded;
import io.cellar.settings.Session;
import io.cellar.settings.SessionFile;
import io.cellar.thread.Threads;
import io.cellar.ui.WindowRecords;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes sessions and bookmarks on a thread of its own, one after the other. Thread-safe. */
final class SessionRecords implements WindowRecords, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionRecords.class);

  private final Optional<SessionFile> sessions;
  private final BookmarkFiles bookmarks;
  private final Predicate<String> isSample;
  private final ExecutorService writer = Threads.inOrder("records");

  /**
   * Records of a process.
   *
   * @param sessions where the session is kept; empty: nowhere
   * @param isSample true for the location of the built-in sample, which is kept without one
   */
  SessionRecords(
      Optional<SessionFile> sessions, BookmarkFiles bookmarks, Predicate<String> isSample) {
    this.sessions = sessions;
    this.bookmarks = bookmarks;
    this.isSample = isSample;
  }

  /** Keeps what the windows show, in the order in which they were opened. */
  void keep(List<Session> windows) {
    try {
      sessions.ifPresent(
          file -> writer.execute(() -> save(file, windows.stream().map(this::named).toList())));
    } catch (RejectedExecutionException e) {
      LOG.debug("the program has ended, what was kept before stands", e);
    }
  }

  private Session named(Session session) {
    return session.withVolumes(
        session.volumes().stream()
            .map(
                e ->
                    e.location().filter(isSample).isPresent()
                        ? e.withLocation(Optional.empty())
                        : e)
            .toList());
  }

  private static void save(SessionFile file, List<Session> windows) {
    try {
      file.save(windows);
    } catch (IOException e) {
      LOG.warn("what is on show was not kept for the next start: {}", e.toString());
    }
  }

  @Override
  public CompletableFuture<Loaded<List<Bookmark>>> bookmarks(String location) {
    return CompletableFuture.supplyAsync(() -> bookmarks.load(location), writer);
  }

  @Override
  public CompletableFuture<Void> keep(String location, List<Bookmark> all) {
    List<Bookmark> now = List.copyOf(all);
    return CompletableFuture.runAsync(
        () -> {
          try {
            bookmarks.save(location, now);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        writer);
  }

  /** Waits until everything is written. */
  @Override
  public void close() {
    writer.close();
  }
}
