package io.cellar.engine.stage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * One wait with an end; the loop around it, which asks whether the wait is over, is its caller's.
 * Its clock stands still while a condition says so (a host is paused, the disk is full), because
 * such a wait is nobody's fault.
 */
final class Patience {
  /** Short enough to notice that the clock stood still, long enough to cost nothing. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final LongSupplier nanos;
  private final BooleanSupplier standsStill;
  private final long limit;
  private long waited;
  private long last;

  Patience(Optional<Duration> limit, LongSupplier nanos, BooleanSupplier standsStill) {
    this.nanos = nanos;
    this.standsStill = standsStill;
    this.limit = limit.map(Duration::toNanos).orElse(Long.MAX_VALUE);
    this.last = nanos.getAsLong();
  }

  /** Waits a little for a signal; false when the patience is at its end. */
  @SuppressWarnings("WaitNotInLoop")
  boolean await(Condition signal) throws InterruptedException {
    if (waited >= limit) {
      return false;
    }
    if (limit == Long.MAX_VALUE) {
      signal.await();
      return true;
    }
    signal.awaitNanos(Math.min(SLICE_NANOS, limit - waited));
    long now = nanos.getAsLong();
    if (!standsStill.getAsBoolean()) {
      waited += now - last;
    }
    last = now;
    return true;
  }
}
