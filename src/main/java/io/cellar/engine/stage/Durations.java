package io.cellar.engine.stage;

import java.util.Arrays;
import java.util.Random;

/**
 * Durations of one name. Number, extremes and total are exact; quartiles are exact up to {@value
 * #SAMPLE} intervals, and taken from an even sample of that size beyond, so that a job of millions
 * of blocks stays small. Thread-safe.
 */
final class Durations {
  private static final int SAMPLE = 16_384;

  private final Random random = new Random(1);
  private long[] sample = new long[16];
  private int kept;
  private long n;
  private long total;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  synchronized void add(long nanos) {
    n++;
    total += nanos;
    min = Math.min(min, nanos);
    max = Math.max(max, nanos);
    keep(nanos);
  }

  synchronized TimerSummary summary() {
    long[] sorted = Arrays.copyOf(sample, kept);
    Arrays.sort(sorted);
    return new TimerSummary(
        n,
        min / 1e9,
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        max / 1e9,
        total / 1e9);
  }

  private void keep(long nanos) {
    if (kept < SAMPLE) {
      if (kept == sample.length) {
        sample = Arrays.copyOf(sample, Math.min(SAMPLE, 2 * kept));
      }
      sample[kept++] = nanos;
      return;
    }
    long place = random.nextLong(n);
    if (place < SAMPLE) {
      sample[(int) place] = nanos;
    }
  }

  private static double quantile(long[] sorted, double q) {
    double place = q * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return (sorted[below] + (place - below) * (sorted[above] - sorted[below])) / 1e9;
  }
}
