package io.cellar.engine;

import java.util.concurrent.TimeUnit;

/** An amount per second over the last seconds. Thread-safe. */
public final class RateMeter {
  private final EngineTime time;
  private final long bucketNanos;
  private final long[] amounts;
  private final long began;
  private long current;

  /** Over the last three seconds. */
  public RateMeter(EngineTime time) {
    this(time, 12, TimeUnit.MILLISECONDS.toNanos(250));
  }

  /** Over the last minute. */
  public static RateMeter overAMinute(EngineTime time) {
    return new RateMeter(time, 60, TimeUnit.SECONDS.toNanos(1));
  }

  private RateMeter(EngineTime time, int buckets, long bucketNanos) {
    this.time = time;
    this.bucketNanos = bucketNanos;
    this.amounts = new long[buckets];
    this.began = time.nanos();
  }

  /** Something has come. */
  public synchronized void add(long amount) {
    turnTo(bucketNow());
    amounts[(int) (current % amounts.length)] += amount;
  }

  /** Amount per second over the time that is looked at, or since the beginning if that is less. */
  public synchronized double perSecond() {
    turnTo(bucketNow());
    long sum = 0;
    for (long amount : amounts) {
      sum += amount;
    }
    long span = Math.min(time.nanos() - began, amounts.length * bucketNanos);
    return sum * 1e9 / Math.max(span, bucketNanos);
  }

  private long bucketNow() {
    return (time.nanos() - began) / bucketNanos;
  }

  private void turnTo(long bucket) {
    for (long b = Math.max(current + 1, bucket - amounts.length + 1); b <= bucket; b++) {
      amounts[(int) (b % amounts.length)] = 0;
    }
    current = Math.max(current, bucket);
  }
}
