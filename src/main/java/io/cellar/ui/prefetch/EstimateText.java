package io.cellar.ui.prefetch;

import io.cellar.job.FetchEstimate;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a fetch would mean, in words. Toolkit-free.
 *
 * @param blocks how many in the region, and how many of them are known
 * @param fetch how many are to be fetched, and their size
 * @param time how long that takes
 * @param disk what is free, before and after
 * @param warning that it does not fit on the disk, with the figure
 */
record EstimateText(
    String blocks, String fetch, String time, String disk, Optional<String> warning) {

  /**
   * Words for an estimate.
   *
   * @param limit most bytes per second; empty: none
   * @param retryAbsent whether blocks that the server did not have are asked for again
   * @param rate bytes per second of the downloads, now or when there were some last
   * @param free bytes that are free on the disk, or -1 when not known
   */
  static EstimateText of(
      FetchEstimate estimate,
      OptionalLong limit,
      boolean retryAbsent,
      OptionalDouble rate,
      long free) {
    return new EstimateText(
        blocks(estimate),
        fetch(estimate, retryAbsent),
        time(estimate.bytes(), limit, rate),
        disk(estimate.bytes(), free),
        warning(estimate.bytes(), free));
  }

  private static String blocks(FetchEstimate estimate) {
    String known =
        Words.of(
            "estimate.blocksValue",
            Figures.count(estimate.blocks()),
            Figures.count(estimate.cached()));
    String empty =
        estimate.empty() == 0 ? "" : Words.of("estimate.empty", Figures.count(estimate.empty()));
    return estimate.absent() == 0
        ? known + empty
        : known + empty + Words.of("estimate.absent", Figures.count(estimate.absent()));
  }

  private static String fetch(FetchEstimate estimate, boolean retryAbsent) {
    String again =
        retryAbsent && estimate.absent() > 0
            ? Words.of("estimate.again", Figures.count(estimate.absent()))
            : "";
    return estimate.toFetch() == 0
        ? Words.of("estimate.nothing") + again
        : Words.of(
                "estimate.fetchValue",
                estimate.toFetch(),
                Figures.count(estimate.toFetch()),
                Figures.bytes(estimate.bytes()))
            + again;
  }

  private static String time(long bytes, OptionalLong limit, OptionalDouble rate) {
    double most = limit.isPresent() ? limit.getAsLong() : Double.POSITIVE_INFINITY;
    double speed = Math.min(most, rate.orElse(Double.POSITIVE_INFINITY));
    if (bytes == 0) {
      return Words.of("estimate.noTime");
    }
    if (Double.isInfinite(speed)) {
      return Words.of("estimate.timeUnknown");
    }
    Duration left = Duration.ofSeconds((long) Math.ceil(bytes / speed));
    return Words.of("estimate.timeValue", Figures.duration(left), Figures.rate(speed));
  }

  private static String disk(long bytes, long free) {
    return free < 0
        ? Words.of("estimate.diskUnknown")
        : Words.of(
            "estimate.diskValue", Figures.bytes(free), Figures.bytes(Math.max(0, free - bytes)));
  }

  private static Optional<String> warning(long bytes, long free) {
    return free < 0 || bytes <= free
        ? Optional.empty()
        : Optional.of(
            Words.of(
                "estimate.doesNotFit",
                Figures.bytes(bytes),
                Figures.bytes(free),
                Figures.bytes(bytes - free)));
  }
}
