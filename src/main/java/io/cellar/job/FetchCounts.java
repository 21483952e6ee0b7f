package io.cellar.job;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.EngineTime;
import io.cellar.engine.RateMeter;
import io.cellar.engine.Stored;
import io.cellar.source.SourceException;
import io.cellar.store.Coverage;
import io.cellar.store.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What has become of the blocks of a fetch so far. Thread-safe. */
final class FetchCounts {
  private final EngineTime time;
  private final FetchEstimate estimate;
  private final RateMeter bytesMeter;

  /** Since it last began to work, so that pauses do not count. */
  private RateMeter blockMeter;

  private final Map<String, Long> kinds = new HashMap<>();
  private final Map<String, String> examples = new HashMap<>();
  private long fetched;
  private long skipped;
  private long empty;
  private long emptyBytes;
  private long absent;
  private long failed;
  private long bytes;
  private long workedNanos;
  private Optional<Long> workingSince = Optional.empty();

  FetchCounts(EngineTime time, FetchEstimate estimate) {
    this.time = time;
    this.estimate = estimate;
    this.bytesMeter = new RateMeter(time);
    this.blockMeter = RateMeter.overAMinute(time);
  }

  /** The clock of the fetch runs, or stands still. */
  synchronized void working(boolean works) {
    workedNanos += workingSince.map(since -> time.nanos() - since).orElse(0L);
    if (works && workingSince.isEmpty()) {
      blockMeter = RateMeter.overAMinute(time);
    }
    workingSince = works ? Optional.of(time.nanos()) : Optional.empty();
  }

  synchronized void stored(Stored how) {
    if (how.empty()) {
      empty(0);
    } else if (how.fetched()) {
      fetched++;
      bytes += how.bytes();
      bytesMeter.add(how.bytes());
      blockMeter.add(1);
    } else {
      skipped++;
    }
  }

  /** So many blocks were there, and so many are known to be empty. */
  synchronized void skipped(int blocks, int emptyBlocks) {
    skipped += blocks;
    empty += emptyBlocks;
  }

  /** A block turned out to be empty, and a file of so many bytes was written for it. */
  synchronized void empty(long fileBytes) {
    empty++;
    emptyBytes += fileBytes;
    blockMeter.add(1);
  }

  /** Counts a block that is not asked for, because of what is known of it; gives whether it did. */
  synchronized boolean settles(Coverage.State known, FetchOptions options) {
    if (known == Coverage.State.ABSENT && !options.retryAbsent()) {
      absent();
      return true;
    }
    if (known == Coverage.State.FAILED && !options.retryFailed()) {
      failed(new IllegalStateException("failed before"));
      return true;
    }
    return false;
  }

  synchronized void absent() {
    absent++;
  }

  /**
   * A block failed.
   *
   * @return as what it was counted
   */
  synchronized String failed(Throwable why) {
    failed++;
    String kind = kind(why).intern();
    kinds.merge(kind, 1L, Long::sum);
    examples.putIfAbsent(kind, example(why));
    return kind;
  }

  /**
   * A block that had failed came to another end after all, which is counted in the same moment.
   *
   * @param kind as what it was counted
   */
  synchronized void instead(String kind, Runnable end) {
    failed--;
    kinds.computeIfPresent(kind, (k, count) -> count > 1 ? count - 1 : null);
    end.run();
  }

  synchronized FetchProgress progress(FetchState state, Optional<Throwable> stoppedBy) {
    long worked = workedNanos + workingSince.map(since -> time.nanos() - since).orElse(0L);
    return new FetchProgress(
        state,
        estimate.blocks(),
        estimate.cached() + estimate.empty(),
        fetched,
        skipped,
        empty,
        emptyBytes,
        absent,
        failed,
        bytes,
        worked / 1e9,
        bytesMeter.perSecond(),
        timeLeft(state),
        kinds,
        examples(),
        stoppedBy);
  }

  private Map<String, String> examples() {
    Map<String, String> left = new HashMap<>(examples);
    left.keySet().retainAll(kinds.keySet());
    return left;
  }

  private static String example(Throwable why) {
    Throwable cause = why.getCause() == null ? why : why.getCause();
    return String.valueOf(cause.getMessage() == null ? why.getMessage() : cause.getMessage());
  }

  private Optional<Duration> timeLeft(FetchState state) {
    double speed = blockMeter.perSecond();
    // What was known to be absent, empty or there is not among those to fetch.
    long foundOut =
        Math.max(0, absent - estimate.absent())
            + Math.max(0, empty - estimate.empty())
            + Math.max(0, skipped - estimate.cached());
    long left = Math.max(0, estimate.toFetch() - fetched - failed - foundOut);
    return state == FetchState.RUNNING && speed > 0
        ? Optional.of(Duration.ofMillis((long) (left / speed * 1000)))
        : Optional.empty();
  }

  /** A few words that many failures share. */
  private static String kind(Throwable why) {
    return switch (why.getCause()) {
      case SourceException source -> source.brief();
      case StoreException.DiskFull full -> "disk full";
      case StoreException.NotWritable readOnly -> "the cache cannot be written";
      case StoreException unwritten -> "not written to the cache";
      case null, default ->
          why instanceof BlockUnavailableException e
              ? e.reason().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
              : why.getClass().getSimpleName();
    };
  }
}
