package io.cellar.app;

import io.cellar.download.bulk.BulkFetch;
import io.cellar.download.bulk.FetchEstimate;
import io.cellar.download.bulk.FetchProgress;
import io.cellar.download.bulk.FetchTarget;
import io.cellar.ui.PrefetchRequest;
import io.cellar.ui.Prefetches;
import io.cellar.ui.RunningFetch;
import io.cellar.volume.Roi;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fetches of one volume. Closed before its session. */
final class WindowPrefetches implements Prefetches, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WindowPrefetches.class);
  private static final long LONGEST_END_SECONDS = 5;

  private final LevelSessions sessions;
  private final Set<BulkFetch> running = new LinkedHashSet<>();
  private boolean closed;

  WindowPrefetches(LevelSessions sessions) {
    this.sessions = sessions;
  }

  private record Started(PrefetchRequest request, BulkFetch fetch) implements RunningFetch {
    @Override
    public FetchProgress progress() {
      return fetch.progress();
    }

    @Override
    public void pause() {
      fetch.pause();
    }

    @Override
    public void resume() {
      fetch.resume();
    }

    @Override
    public void cancel() {
      fetch.cancel();
    }
  }

  @Override
  public FetchEstimate estimate(Roi view, List<Integer> levels) {
    return sessions.targets(view, levels).stream()
        .map(target -> FetchEstimate.of(target.store(), target.stored()))
        .reduce(new FetchEstimate(0, 0, 0, 0, 0), FetchEstimate::plus);
  }

  @Override
  public synchronized RunningFetch start(PrefetchRequest request) {
    if (closed) {
      throw new IllegalStateException(
          sessions.volume().name() + " is closed; " + request.name() + " was not begun");
    }
    List<FetchTarget> targets = sessions.targets(request.view(), request.levels());
    BulkFetch fetch = sessions.finest().fetch(request.name(), targets, request.options());
    running.add(fetch);
    var ignored = fetch.done().thenAccept(last -> ended(request, fetch, last));
    return new Started(request, fetch);
  }

  private synchronized void ended(PrefetchRequest request, BulkFetch fetch, FetchProgress last) {
    running.remove(fetch);
    LOG.info(
        "{}: {}, {} blocks fetched, {} on disk before, {} absent, {} failed",
        request.name(),
        last.state(),
        last.fetched(),
        last.skipped(),
        last.absent(),
        last.failed());
  }

  /** Cancels all of them and waits for their end, which comes at once. */
  @Override
  public void close() {
    List<BulkFetch> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(running);
    }
    left.forEach(BulkFetch::cancel);
    for (BulkFetch fetch : left) {
      await(fetch);
    }
  }

  private static void await(BulkFetch fetch) {
    try {
      fetch.done().get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("a cancelled fetch did not end: {}", fetch.progress(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
