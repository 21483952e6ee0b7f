package io.cellar.app;

import io.cellar.job.BlockOrder;
import io.cellar.job.FetchEstimate;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchProgress;
import io.cellar.job.FetchState;
import io.cellar.job.FetchTarget;
import io.cellar.job.RegionFetch;
import io.cellar.session.LevelSessions;
import io.cellar.settings.KeptFetch;
import io.cellar.ui.PrefetchRequest;
import io.cellar.ui.Prefetches;
import io.cellar.ui.RunningFetch;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fetches of one volume. Those that have not come to their end when it is closed, and have not
 * been cancelled, are kept. Closed before its session.
 */
final class WindowPrefetches implements Prefetches, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WindowPrefetches.class);
  private static final long LONGEST_END_SECONDS = 5;

  private final LevelSessions sessions;
  private final String location;
  private final SessionRecords records;

  /** What goes on, and as what it is kept for the next start. */
  private final Map<RegionFetch, Optional<KeptFetch>> running = new LinkedHashMap<>();

  private boolean closed;

  /**
   * Fetches of a volume.
   *
   * @param location address, or absolute path of its description
   * @param records keeps those that have not come to their end
   */
  WindowPrefetches(LevelSessions sessions, String location, SessionRecords records) {
    this.sessions = sessions;
    this.location = location;
    this.records = records;
  }

  private final class Started implements RunningFetch {
    private final PrefetchRequest request;
    private final Optional<KeptFetch> kept;
    private final RegionFetch fetch;

    Started(PrefetchRequest request, Optional<KeptFetch> kept, RegionFetch fetch) {
      this.request = request;
      this.kept = kept;
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
      kept.ifPresent(records::over);
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
    Optional<KeptFetch> kept = kept(request);
    kept.ifPresent(records::begun);
    return begin(request, kept);
  }

  private RunningFetch begin(PrefetchRequest request, Optional<KeptFetch> kept) {
    RegionFetch fetch =
        RegionFetch.start(
            sessions, request.name(), request.view(), request.levels(), request.options());
    running.put(fetch, kept);
    var ignored = fetch.done().thenAccept(last -> ended(request, fetch, last));
    return new Started(request, kept, fetch);
  }

  @Override
  public List<RunningFetch> earlier() {
    List<KeptFetch> all = records.fetches(location);
    List<RunningFetch> begun = new ArrayList<>();
    synchronized (this) {
      for (KeptFetch fetch : all) {
        if (!closed && fits(fetch) && !running.containsValue(Optional.of(fetch))) {
          begun.add(begin(request(fetch), Optional.of(fetch)));
        }
      }
    }
    return begun;
  }

  /** Another volume may be at the place of the one that was fetched. */
  private boolean fits(KeptFetch fetch) {
    boolean fits =
        fetch.shape().equals(shape())
            && fetch.levels().stream().allMatch(n -> n < sessions.sessions().size())
            && Arrays.stream(BlockOrder.values()).anyMatch(o -> o.name().equals(fetch.order()));
    if (!fits) {
      LOG.warn("{} does not go on: {} is another volume now", fetch.name(), location);
    }
    return fits;
  }

  private List<Long> shape() {
    return list(sessions.finest().description().viewShape());
  }

  private static List<Long> list(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private Optional<KeptFetch> kept(PrefetchRequest request) {
    FetchOptions options = request.options();
    try {
      return Optional.of(
          new KeptFetch(
              location,
              shape(),
              request.name(),
              list(request.view().start()),
              list(request.view().stop()),
              request.levels(),
              options.order().name(),
              options.bytesPerSecond(),
              options.retryFailed(),
              options.retryAbsent()));
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is not kept for the next start: {}", request.name(), e.getMessage());
      return Optional.empty();
    }
  }

  private static PrefetchRequest request(KeptFetch fetch) {
    return new PrefetchRequest(
        fetch.name(),
        new Roi(array(fetch.start()), array(fetch.stop())),
        fetch.levels(),
        FetchOptions.patient(BlockOrder.valueOf(fetch.order()))
            .withRate(fetch.bytesPerSecond())
            .withRetry(fetch.retryFailed(), fetch.retryAbsent())
            .withStartPaused(true));
  }

  private static long[] array(List<Long> numbers) {
    return numbers.stream().mapToLong(n -> n).toArray();
  }

  private synchronized void ended(PrefetchRequest request, RegionFetch fetch, FetchProgress last) {
    Optional<KeptFetch> kept = running.remove(fetch);
    if (last.state() == FetchState.FINISHED) {
      kept.ifPresent(records::over);
    }
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
      left = List.copyOf(running.keySet());
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
