package io.cellar.app;

import io.cellar.job.FetchEstimate;
import io.cellar.job.FetchProgress;
import io.cellar.job.FetchTarget;
import io.cellar.job.RegionFetch;
import io.cellar.session.LevelSessions;
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

/**
 * The fetches of one volume. Closed before its session.
 */
final class WindowPrefetches implements Prefetches, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WindowPrefetches.class);
  private static final long LONGEST_END_SECONDS = 5;

  private final LevelSessions sessions;
  private final Set<RegionFetch> running = new LinkedHashSet<>();

  private boolean closed;

  WindowPrefetches(LevelSessions sessions) {
    this.sessions = sessions;
  }

  private final class Started implements RunningFetch {
    private final PrefetchRequest request;
    private final RegionFetch fetch;

    Started(PrefetchRequest request, RegionFetch fetch) {
      this.request = request;
      this.fetch = fetch;
    }

    @Override
    public PrefetchRequest request() {
      return request;
    }

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
    return FetchEstimate.of(FetchTarget.of(sessions, view, levels));
  }

  @Override
  public synchronized RunningFetch start(PrefetchRequest request) {
    if (closed) {
      throw new IllegalStateException(
          sessions.volume().name() + " is closed; " + request.name() + " was not begun");
    }
    RegionFetch fetch =
        RegionFetch.start(
            sessions, request.name(), request.view(), request.levels(), request.options());
    running.add(fetch);
    var ignored = fetch.done().thenAccept(last -> ended(request, fetch, last));
    return new Started(request, fetch);
  }

  @Override
  public List<RunningFetch> earlier() {
    return List.of();
  }

  private synchronized void ended(PrefetchRequest request, RegionFetch fetch, FetchProgress last) {
    running.remove(fetch);
    LOG.info(
        "{}: {}, {} blocks fetched, {} on disk before, {} empty, {} absent, {} failed",
        request.name(),
        last.state(),
        last.fetched(),
        last.skipped(),
        last.empty(),
        last.absent(),
        last.failed());
  }

  /** Cancels all of them and waits for their end, which comes at once. */
  @Override
  public void close() {
    List<RegionFetch> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(running);
    }
    left.forEach(RegionFetch::cancel);
    for (RegionFetch fetch : left) {
      await(fetch);
    }
  }

  private static void await(RegionFetch fetch) {
    try {
      fetch.done().get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("a cancelled fetch did not end: {}", fetch.progress(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
