package io.cellar.store;

import java.time.Duration;
import java.time.InstantSource;

/**
 * A moment at which a lock file was touched, by both clocks: the monotonic one stands still while
 * the computer sleeps, the wall clock may be set.
 *
 * @param nanos {@link System#nanoTime}
 * @param millis wall clock
 */
record Freshness(long nanos, long millis) {

  static Freshness now(InstantSource clock) {
    return new Freshness(System.nanoTime(), clock.millis());
  }

  /** True when neither clock has gone on by more than a duration since. */
  boolean isWithin(Duration most, InstantSource clock) {
    return System.nanoTime() - nanos <= most.toNanos()
        && Math.abs(clock.millis() - millis) <= most.toMillis();
  }
}
