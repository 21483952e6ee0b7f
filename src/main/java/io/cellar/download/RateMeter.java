package io.cellar.download;

import java.util.concurrent.TimeUnit;

/** An amount per second over the last few seconds. Thread-safe. */
public final class RateMeter {
  private static final int BUCKETS = 12;
  private static final long BUCKET_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final EngineTime time;
  private final long[] amounts = new long[BUCKETS];
  private final long began;
  private long current;

  public RateMeter(EngineTime time) {
    this.time = time;
    this.began = time.nanos();
  }

  /** Something has come. */
  public synchronized void add(long amount) {
    turnTo(bucketNow());
    amounts[(int) (current % BUCKETS)] += amount;
  }

  /** Amount per second over the last three seconds, or since the beginning if that is less. */
  public synchronized double perSecond() {
    turnTo(bucketNow());
    long sum = 0;
    for (long amount : amounts) {
      sum += amount;
    }
    long span = Math.min(time.nanos() - began, BUCKETS * BUCKET_NANOS);
    return sum * 1e9 / Math.max(span, BUCKET_NANOS);
  }

  private long bucketNow() {
    return (time.nanos() - began) / BUCKET_NANOS;
  }

  private void turnTo(long bucket) {
    for (long b = Math.max(current + 1, bucket - BUCKETS + 1); b <= bucket; b++) {
      amounts[(int) (b % BUCKETS)] = 0;
    }
    current = Math.max(current, bucket);
  }
}
