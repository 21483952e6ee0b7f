package io.cellar.engine;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Keeps how long the last requests took: those of the last minute, at most {@value #KEPT}.
 * Thread-safe.
 */
final class LatencyMeter {
  private static final int KEPT = 1024;
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final EngineTime time;
  private final long[] ended = new long[KEPT];
  private final long[] took = new long[KEPT];
  private long count;

  LatencyMeter(EngineTime time) {
    this.time = time;
  }

  synchronized void add(long nanos) {
    int place = (int) (count++ % KEPT);
    ended[place] = time.nanos();
    took[place] = nanos;
  }

  synchronized Latency summary() {
    long now = time.nanos();
    long[] recent = new long[(int) Math.min(count, KEPT)];
    int n = 0;
    for (int i = 0; i < recent.length; i++) {
      if (now - ended[i] <= WINDOW_NANOS) {
        recent[n++] = took[i];
      }
    }
    if (n == 0) {
      return Latency.NONE;
    }
    Arrays.sort(recent, 0, n);
    return new Latency(n, quantile(recent, n, 0.5), quantile(recent, n, 0.95));
  }

  /** Nearest rank, in seconds. */
  private static double quantile(long[] sorted, int n, double q) {
    return sorted[Math.max(0, (int) Math.ceil(q * n) - 1)] / 1e9;
  }
}
