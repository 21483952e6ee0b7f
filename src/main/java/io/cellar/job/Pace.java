package io.cellar.job;

import io.cellar.engine.EngineTime;
import io.cellar.engine.host.RateLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a fetch to its rate. How large a block is gets known only when it is here, so each request
 * is charged with the usual size of a block, and settled when it has landed. Thread-safe.
 */
final class Pace {
  private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long FIRST_GUESS = 64 * 1024;

  private final EngineTime time;
  private final Optional<RateLimit> limit;
  private double usual = FIRST_GUESS;

  Pace(OptionalLong bytesPerSecond, EngineTime time) {
    this.time = time;
    this.limit =
        bytesPerSecond.isPresent()
            ? Optional.of(new RateLimit(bytesPerSecond.getAsLong(), time.nanos()))
            : Optional.empty();
  }

  /** Waits until the rate allows another request, or the gate says that it is over. */
  void await(Gate gate) throws InterruptedException {
    long nanos;
    while (limit.isPresent() && (nanos = limit.get().waitNanos(time.nanos())) > 0) {
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
