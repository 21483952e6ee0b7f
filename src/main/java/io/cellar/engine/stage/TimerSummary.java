package io.cellar.engine.stage;

import java.util.Locale;

/**
 * Intervals of one name, in seconds.
 *
 * @param n how many
 * @param lower first quartile, interpolated
 * @param upper third quartile, interpolated
 */
public record TimerSummary(
    long n, double min, double lower, double median, double upper, double max, double total) {

  /** Of the {@link #columns}. */
  static final String HEADINGS =
      String.format("  %8s%10s%10s%10s%10s%10s", "N", "Min", "Lower", "Median", "Upper", "Max");

  /** N, min, quartiles and max as columns of a table. */
  String columns() {
    return String.format(
        Locale.ROOT, "  %8d%10.4f%10.4f%10.4f%10.4f%10.4f", n, min, lower, median, upper, max);
  }
}
