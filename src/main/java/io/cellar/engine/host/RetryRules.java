package io.cellar.engine.host;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and after which pause a request is tried again: exponential with full jitter, that is a
 * random pause between nothing and {@code first} × 2ⁿ, at most {@code longest}.
 *
 * @param tries most tries, the first included
 * @param invalidTries most tries when what comes is not the block, and no block has come yet
 * @param first bound of the pause after the first try
 * @param longest greatest bound of a pause
 * @param longestRetryAfter most of a server's Retry-After that is believed
 */
public record RetryRules(
    int tries, int invalidTries, Duration first, Duration longest, Duration longestRetryAfter) {

  /** For what somebody looks at or waits for. */
  public static final RetryRules URGENT =
      new RetryRules(4, 3, Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofMinutes(5));

  /** For what is fetched in bulk. */
  public static final RetryRules BULK =
      new RetryRules(8, 3, Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofHours(1));

  /** The pause after a number of tries, at least 1. */
  public Duration pause(int triesSoFar, RandomGenerator random) {
    int doublings = Math.min(triesSoFar - 1, 30);
    long bound = Math.min(longest.toNanos(), first.toNanos() << Math.min(doublings, 20));
    return Duration.ofNanos(random.nextLong(bound + 1));
  }

  /** As much of a server's wish as is believed. */
  public Duration believed(Duration retryAfter) {
    return retryAfter.compareTo(longestRetryAfter) > 0 ? longestRetryAfter : retryAfter;
  }
}
