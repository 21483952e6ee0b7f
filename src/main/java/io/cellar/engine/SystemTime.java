package io.cellar.engine;

import io.cellar.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clock of the machine. */
final class SystemTime implements EngineTime {
  private static final Logger LOG = LoggerFactory.getLogger(SystemTime.class);

  private final ScheduledThreadPoolExecutor alarm;

  SystemTime() {
    alarm = Threads.timer("cellar-download-alarm");
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void after(Duration delay, Runnable task) {
    try {
      alarm.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("an alarm was set after the clock was closed", closed);
    }
  }

  @Override
  public void close() {
    alarm.shutdownNow();
  }

  /** A task that fails must be heard of; the executor would swallow it. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("a timed task of the download engine failed: {}", Messages.words(e), e);
    }
  }
}
