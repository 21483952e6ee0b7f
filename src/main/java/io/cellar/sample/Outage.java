package io.cellar.sample;

import java.time.Duration;

/** A time in which a server answers nothing but 503. It starts with the first request. */
final class Outage {
  private final long nanos;
  private long end;
  private boolean begun;

  Outage(Duration length) {
    this.nanos = length.toNanos();
  }

  /** True for requests that come within the outage. */
  synchronized boolean hits() {
    if (nanos == 0) {
      return false;
    }
    long now = System.nanoTime();
    if (!begun) {
      begun = true;
      end = now + nanos;
    }
    return now - end < 0;
  }
}
