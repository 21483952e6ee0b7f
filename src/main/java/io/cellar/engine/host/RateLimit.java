package io.cellar.engine.host;

import java.util.concurrent.TimeUnit;

/**
 * A limit of bytes per second, as a bucket that may go into debt: whoever finds it in credit may
 * take any amount, and the debt is paid off at the rate. What was saved up while nothing was taken
 * is worth at most a quarter of a second. Thread-safe, never waits.
 */
public final class RateLimit {
  private static final double SAVED_SECONDS = 0.25;

  private final double perNano;
  private final double most;
  private double credit;
  private long at;

  /**
   * A limit.
   *
   * @param bytesPerSecond at least 1
   */
  public RateLimit(long bytesPerSecond, long nowNanos) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException(
          bytesPerSecond + " bytes per second; at least 1 is needed");
    }
    this.perNano = bytesPerSecond / (double) TimeUnit.SECONDS.toNanos(1);
    this.most = bytesPerSecond * SAVED_SECONDS;
    this.at = nowNanos;
  }

  /** Nanoseconds until something may be taken; 0 when it may be now. */
  public synchronized long waitNanos(long nowNanos) {
    settle(nowNanos);
    return credit >= 0 ? 0 : (long) Math.ceil(-credit / perNano);
  }

  /** Takes an amount, or gives one back when it is negative. */
  public synchronized void take(long bytes, long nowNanos) {
    settle(nowNanos);
    credit = Math.min(most, credit - bytes);
  }

  private void settle(long nowNanos) {
    credit = Math.min(most, credit + (nowNanos - at) * perNano);
    at = nowNanos;
  }
}
