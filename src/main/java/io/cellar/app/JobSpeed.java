package io.cellar.app;

import io.cellar.ui.JobRow.Left;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * How quickly a job got blocks over the last minute. Blocks that were there already do not count:
 * those that are still to be had do not come so quickly. One thread uses it.
 */
final class JobSpeed {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** Speeds are measured over so long, since workers elsewhere speak every few seconds only. */
  private static final long WINDOW = Duration.ofSeconds(10).toNanos();

  private static final double LONGEST_SECONDS = Duration.ofDays(10_000).toSeconds();

  private record Sample(long nanos, long had) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Forgets everything, such as when nobody works on the job. */
  void forget() {
    samples.clear();
  }

  /**
   * Takes a sample.
   *
   * @param nanos as of {@link System#nanoTime}
   * @param had blocks so far that were not there already
   */
  void add(long nanos, long had) {
    if (!samples.isEmpty() && had < samples.getLast().had) {
      samples.clear(); // a worker is gone, and what it had not ended with it
    }
    samples.addLast(new Sample(nanos, had));
    while (nanos - samples.getFirst().nanos > MINUTE) {
      samples.removeFirst();
    }
  }

  /**
   * How long blocks would take, at the quickest and at the slowest of the speeds.
   *
   * @return empty when too little is known, or nothing comes at present
   */
  Optional<Left> left(long blocks) {
    double slowest = Double.MAX_VALUE;
    double quickest = 0;
    double latest = 0;
    Iterator<Sample> from = samples.iterator();
    Sample start = from.hasNext() ? from.next() : null;
    for (Sample sample : samples) {
      if (start != null && sample.nanos - start.nanos >= WINDOW) {
        latest = (sample.had - start.had) * 1e9 / (sample.nanos - start.nanos);
        quickest = Math.max(quickest, latest);
        slowest = latest > 0 ? Math.min(slowest, latest) : slowest;
        start = from.next();
      }
    }
    return latest > 0
        ? Optional.of(new Left(time(blocks / quickest), time(blocks / slowest)))
        : Optional.empty();
  }

  private static Duration time(double seconds) {
    return Duration.ofSeconds(Math.round(Math.min(LONGEST_SECONDS, seconds)));
  }
}
