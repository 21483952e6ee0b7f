package io.cellar.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** A clock that moves only when a test says so. */
public final class VirtualTime implements EngineTime {
  private record Alarm(long at, long number, Runnable task) {}

  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(
          java.util.Comparator.comparingLong(Alarm::at).thenComparingLong(Alarm::number));
  private long nanos = 1_000_000_000L;
  private long numbers;

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized Instant now() {
    return Instant.EPOCH.plusNanos(nanos);
  }

  @Override
  public synchronized void after(Duration delay, Runnable task) {
    alarms.add(new Alarm(nanos + delay.toNanos(), numbers++, task));
  }

  @Override
  public synchronized void close() {
    alarms.clear();
  }

  /** Lets time pass; what is due happens on this thread, each thing at its moment. */
  public void advance(Duration by) {
    long end = nanos() + by.toNanos();
    Alarm due;
    while ((due = next(end)) != null) {
      due.task.run();
    }
    synchronized (this) {
      nanos = Math.max(nanos, end);
    }
  }

  private synchronized Alarm next(long end) {
    if (alarms.isEmpty() || alarms.peek().at > end) {
      return null;
    }
    Alarm due = alarms.poll();
    nanos = Math.max(nanos, due.at);
    return due;
  }
}
