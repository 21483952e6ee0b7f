package io.cellar.download.bulk;

import io.cellar.download.BlockUnavailableException;
import io.cellar.download.EngineTime;
import io.cellar.download.RateMeter;
import io.cellar.download.Stored;
import io.cellar.source.SourceException;
import io.cellar.store.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What has become of the blocks of a fetch so far. Thread-safe. */
final class Tally {
  private final EngineTime time;
  private final FetchEstimate estimate;
  private final RateMeter bytesMeter;

  /** Since it last began to work, so that pauses do not count. */
  private RateMeter blockMeter;

  private final Map<String, Long> kinds = new HashMap<>();
  private long fetched;
  private long skipped;
  private long absent;
  private long failed;
  private long bytes;
  private long workedNanos;
  private Optional<Long> workingSince = Optional.empty();

  Tally(EngineTime time, FetchEstimate estimate) {
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
    if (how.fetched()) {
      fetched++;
      bytes += how.bytes();
      bytesMeter.add(how.bytes());
      blockMeter.add(1);
    } else {
      skipped++;
    }
  }

  synchronized void absent() {
    absent++;
  }

  synchronized void failed(Throwable why) {
    failed++;
    kinds.merge(kind(why), 1L, Long::sum);
  }

  synchronized FetchProgress progress(FetchState state, Optional<Throwable> stoppedBy) {
    long worked = workedNanos + workingSince.map(since -> time.nanos() - since).orElse(0L);
    return new FetchProgress(
        state,
        estimate.blocks(),
        estimate.cached(),
        fetched,
        skipped,
        absent,
        failed,
        bytes,
        worked / 1e9,
        bytesMeter.perSecond(),
        timeLeft(state),
        kinds,
        stoppedBy);
  }

  private Optional<Duration> timeLeft(FetchState state) {
    double speed = blockMeter.perSecond();
    long left = Math.max(0, estimate.toFetch() - fetched - absent - failed);
    return state == FetchState.RUNNING && speed > 0
        ? Optional.of(Duration.ofMillis((long) (left / speed * 1000)))
        : Optional.empty();
  }

  /** A few words that many failures share. */
  private static String kind(Throwable why) {
    return switch (why.getCause()) {
      case SourceException.Unavailable busy -> "HTTP " + busy.status();
      case SourceException.Unreachable away -> "not reachable";
      case SourceException.TimedOut late -> "timed out";
      case SourceException.Invalid invalid -> "not the block";
      case SourceException.Refused refused -> "refused";
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
