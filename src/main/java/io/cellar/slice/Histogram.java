package io.cellar.slice;

import io.cellar.volume.ValueRange;
import java.util.Arrays;
import java.util.Optional;

/**
 * How often values occur.
 *
 * @param range lowest and highest value that was met; the bins divide it evenly
 * @param counts values per bin
 * @param samples values counted, those that are not finite left out
 */
public record Histogram(ValueRange range, long[] counts, long samples) {

  public Histogram {
    counts = counts.clone();
  }

  @Override
  public long[] counts() {
    return counts.clone();
  }

  /** Counts finite values; empty when there are none. */
  static Optional<Histogram> of(double[] sorted, int bins) {
    if (sorted.length == 0) {
      return Optional.empty();
    }
    double min = sorted[0];
    double max = sorted[sorted.length - 1];
    long[] counts = new long[bins];
    for (double value : sorted) {
      int bin = max > min ? (int) ((value - min) / (max - min) * bins) : 0;
      counts[Math.min(bin, bins - 1)]++;
    }
    return Optional.of(new Histogram(new ValueRange(min, max), counts, sorted.length));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Histogram h && range.equals(h.range) && Arrays.equals(counts, h.counts);
  }

  @Override
  public int hashCode() {
    return 31 * range.hashCode() + Arrays.hashCode(counts);
  }
}
