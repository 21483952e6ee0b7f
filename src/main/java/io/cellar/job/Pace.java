package io.cellar.job;

import io.cellar.engine.EngineTime;
import io.cellar.engine.host.RateLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a fetch to its rate, which may change. How large a block is gets known only when it is
 * here, so each request is charged with the usual size of a block, and settled when it has landed.
 * Thread-safe.
 */
final class Pace {
  private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long FIRST_GUESS = 64 * 1024;

  private final EngineTime time;
  private OptionalLong rate = OptionalLong.empty();
  private volatile Optional<RateLimit> limit = Optional.empty();
  private double usual = FIRST_GUESS;

  Pace(OptionalLong bytesPerSecond, EngineTime time) {
    this.time = time;
    limit(bytesPerSecond);
  }

  /**
   * Another rate from now on, for those who wait too. What was taken too early at the old one is
   * still to be waited for, at the new one.
   *
   * @param bytesPerSecond at least 1; empty: as fast as it goes
   */
  synchronized void limit(OptionalLong bytesPerSecond) {
    if (bytesPerSecond.equals(rate)) {
      return;
    }
    long now = time.nanos();
    Optional<RateLimit> next = Optional.empty();
    if (bytesPerSecond.isPresent()) {
      next = Optional.of(new RateLimit(bytesPerSecond.getAsLong(), now));
      if (limit.isPresent()) {
        next.get().take((long) (limit.get().waitNanos(now) / 1e9 * rate.getAsLong()), now);
      }
    }
    rate = bytesPerSecond;
    limit = next;
  }

  /** Waits until the rate allows another request, or the gate says that it is over. */
  void await(Gate gate) throws InterruptedException {
    long nanos;
    while ((nanos = waitNanos()) > 0) {
      gate.check();
      CountDownLatch nap = new CountDownLatch(1);
      time.after(Duration.ofNanos(Math.min(nanos, LONGEST_NAP)), nap::countDown);
      // Not without end: a clock that has been closed calls nobody back.
      boolean called = nap.await(1, TimeUnit.SECONDS);
      if (!called) {
        gate.check();
      }
    }
  }

  private long waitNanos() {
    Optional<RateLimit> now = limit;
    return now.isPresent() ? now.get().waitNanos(time.nanos()) : 0;
  }

  /** Charges a request; gives what was charged. */
  synchronized long ask() {
    long charged = (long) usual;
    limit.ifPresent(l -> l.take(charged, time.nanos()));
    return charged;
  }

  /** Settles a request; 0 bytes when nothing came over the network. */
  synchronized void landed(long charged, long bytes) {
    limit.ifPresent(l -> l.take(bytes - charged, time.nanos()));
    if (bytes > 0) {
      usual += (bytes - usual) / 8;
    }
  }
}
