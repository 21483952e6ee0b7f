package io.cellar.cli;

import io.cellar.engine.EngineTime;
import io.cellar.engine.RateMeter;
import io.cellar.job.folder.ShardCounts;
import io.cellar.volume.Amounts;
import java.time.Duration;

/** How far a worker is, in words for a line of progress. One thread asks. */
final class WorkProgress {
  private final long blocks;
  private final long toFetch;
  private final RateMeter meter;
  private long seen;

  /**
   * A progress.
   *
   * @param time the engine's clock
   * @param blocks of all
   * @param toFetch of these, those that are not here as far as is known
   */
  WorkProgress(EngineTime time, long blocks, long toFetch) {
    this.meter = RateMeter.overAMinute(time);
    this.blocks = blocks;
    this.toFetch = toFetch;
  }

  /**
   * The words.
   *
   * @param counts so far
   * @param bytesPerSecond over the last seconds
   * @param waits what is waited for; empty when nothing is
   */
  String words(ShardCounts counts, double bytesPerSecond, String waits) {
    return String.format(
        "%s of %s blocks, %s failed, %s%s%s",
        Amounts.count(counts.blocks()),
        Amounts.count(blocks),
        Amounts.count(counts.failed()),
        Amounts.rate(bytesPerSecond),
        left(counts, waits),
        waits.isEmpty() ? "" : ", " + waits);
  }

  /** At the speed of the last minute; what was found on disk says nothing of that. */
  private String left(ShardCounts counts, String waits) {
    long come = counts.fetched() + counts.failed();
    meter.add(Math.max(0, come - seen));
    seen = Math.max(seen, come);
    double speed = meter.perSecond();
    long left = Math.min(toFetch - come, blocks - counts.blocks());
    return speed > 0 && left > 0 && waits.isEmpty()
        ? ", " + Amounts.duration(Duration.ofMillis((long) (left / speed * 1000))) + " left"
        : "";
  }
}
