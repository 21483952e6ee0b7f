package io.cellar.job;

import io.cellar.engine.EngineTime;
import io.cellar.engine.RateMeter;
import io.cellar.engine.Stored;
import io.cellar.volume.BlockKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What has become of the blocks of a fetch so far. Thread-safe. */
final class FetchCounts {
  private final EngineTime time;
  private final FetchEstimate estimate;
  private final RateMeter bytesMeter;
  private final RateMeter arrivals;

  /** Since it last began to work, so that pauses do not count. */
  private RateMeter blockMeter;

  private final FetchFailures failures = new FetchFailures();
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
    this.arrivals = new RateMeter(time);
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
      arrivals.add(1);
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
    arrivals.add(1);
  }

  /** Whether blocks have come from their source within the last seconds. */
  boolean isArriving() {
    return arrivals.perSecond() > 0;
  }

  synchronized void absent() {
    absent++;
  }

  /** A block failed. */
  synchronized void failed(BlockFailure failure, Throwable why) {
    failed++;
    failures.add(failure, why);
  }

  /**
   * A block that had failed came to another end after all, which is counted in the same moment.
   *
   * @param kind as what it was counted
   */
  synchronized void instead(BlockKey block, String kind, Runnable end) {
    failed--;
    failures.remove(block, kind);
    end.run();
  }

  /** The blocks that failed, the first first; only so many are kept. */
  synchronized List<BlockFailure> failures() {
    return failures.list();
  }

  /** What happened to the first block that failed. */
  synchronized Optional<Throwable> firstFailure() {
    return failures.first();
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
        failures.kinds(),
        failures.examples(),
        stoppedBy);
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
}
