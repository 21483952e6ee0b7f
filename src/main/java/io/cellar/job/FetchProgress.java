package io.cellar.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How far a fetch is, at one moment.
 *
 * @param state what it is doing
 * @param blocks blocks of the region
 * @param cached of those, known to be on disk, or to be empty, when the fetch began
 * @param fetched downloaded by this fetch
 * @param skipped found on disk when their turn came
 * @param empty empty in the source, as was known or was found out; done with, without a file unless
 *     one was wanted
 * @param emptyBytes of the files that were written for these
 * @param absent not on the server
 * @param failed could not be had
 * @param bytes that came over the network
 * @param seconds since it began, pauses left out
 * @param bytesPerSecond over the last seconds
 * @param timeLeft at the speed of the last minute; empty when it cannot be told
 * @param failures how many failed for which kind of reason
 * @param examples for each of those kinds what happened first, in full
 * @param stoppedBy why it ended early
 */
public record FetchProgress(
    FetchState state,
    long blocks,
    long cached,
    long fetched,
    long skipped,
    long empty,
    long emptyBytes,
    long absent,
    long failed,
    long bytes,
    double seconds,
    double bytesPerSecond,
    Optional<Duration> timeLeft,
    Map<String, Long> failures,
    Map<String, String> examples,
    Optional<Throwable> stoppedBy) {

  public FetchProgress {
    failures = Map.copyOf(failures);
    examples = Map.copyOf(examples);
  }

  /** Blocks that have come to their end. */
  public long done() {
    return fetched + skipped + empty + absent + failed;
  }

  /** Blocks that have not: not asked for yet, or given up when the fetch ended early. */
  public long notTried() {
    return blocks - done();
  }
}
