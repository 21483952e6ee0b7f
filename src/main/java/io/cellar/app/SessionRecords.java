package io.cellar.app;

import io.cellar.settings.Bookmark;
import io.cellar.settings.BookmarkFiles;
import io.cellar.settings.FetchesFile;
import io.cellar.settings.KeptFetch;
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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes session, bookmarks and fetches on a thread of its own, one after the other. Thread-safe.
 */
final class SessionRecords implements WindowRecords, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionRecords.class);

  private final Optional<SessionFile> sessions;
  private final Optional<FetchesFile> fetches;
  private final BookmarkFiles bookmarks;
  private final Predicate<String> isSample;
  private final ExecutorService writer = Threads.inOrder("records");

  /**
   * Records of a process.
   *
   * @param sessions where the session is kept; empty: nowhere
   * @param fetches where those fetches are kept that have not come to their end; empty: nowhere
   * @param isSample true for the location of the built-in sample, which is kept without one
   */
  SessionRecords(
      Optional<SessionFile> sessions,
      Optional<FetchesFile> fetches,
      BookmarkFiles bookmarks,
      Predicate<String> isSample) {
    this.sessions = sessions;
    this.fetches = fetches;
    this.bookmarks = bookmarks;
    this.isSample = isSample;
  }

  @Override
  public void keep(Session session) {
    sessions.ifPresent(file -> writer.execute(() -> save(file, named(session))));
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

  private static void save(SessionFile file, Session session) {
    try {
      file.save(session);
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

  /** Keeps a fetch until {@link #over}. */
  void begun(KeptFetch fetch) {
    change(all -> Stream.concat(all.stream(), Stream.of(fetch)).toList());
  }

  /** Keeps a fetch no more. */
  void over(KeptFetch fetch) {
    change(all -> all.stream().filter(kept -> !kept.equals(fetch)).toList());
  }

  private void change(UnaryOperator<List<KeptFetch>> change) {
    fetches.ifPresent(
        file ->
            writer.execute(
                () -> {
                  try {
                    file.change(change);
                  } catch (IOException e) {
                    LOG.warn("fetches were not kept for the next start: {}", e.toString());
                  }
                }));
  }

  /** The kept fetches of a volume, the oldest first. Waits for the disk. */
  List<KeptFetch> fetches(String location) {
    return fetches
        .map(file -> CompletableFuture.supplyAsync(() -> file.load().value(), writer).join())
        .orElse(List.of())
        .stream()
        .filter(fetch -> fetch.location().equals(location))
        .toList();
  }

  /** Waits until everything is written. */
  @Override
  public void close() {
    writer.close();
  }
}
