package io.cellar.store;

import io.cellar.thread.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done every half minute while a store is open: locks and journal are refreshed, the
 * coverage is saved. One daemon thread for all, started at the first need, so that opening is
 * cheap.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** Something to be done each time; must not wait. */
  @FunctionalInterface
  interface Duty {
    void run() throws Exception;
  }

  private final Duration period;
  private final List<Duty> duties;
  private ScheduledExecutorService thread;
  private boolean closed;
  private volatile String lastComplaint = "";

  Upkeep(Duration period, List<Duty> duties) {
    this.period = period;
    this.duties = List.copyOf(duties);
  }

  /** Starts the thread if it does not run yet. */
  synchronized void need() {
    if (thread == null && !closed) {
      thread = Threads.timer("store-upkeep");
      // runAll catches everything, so that nobody needs the future
      ScheduledFuture<?> _ =
          thread.scheduleWithFixedDelay(
              this::runAll, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void runAll() {
    for (Duty duty : duties) {
      try {
        duty.run();
      } catch (Exception | OutOfMemoryError e) {
        complain(e);
      }
    }
  }

  /** Once for each cause in a row: a read-only cache would fill the log. */
  private void complain(Throwable e) {
    String message = e instanceof IOException io ? DiskErrors.reason(io) : e.toString();
    if (!message.equals(lastComplaint)) {
      lastComplaint = message;
      LOG.warn("upkeep of the cache failed and is tried again every {}: {}", period, message);
      LOG.debug("upkeep failed", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (thread != null) {
      thread.shutdown();
    }
  }
}
