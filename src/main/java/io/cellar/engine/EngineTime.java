package io.cellar.engine;

import java.time.Duration;
import java.time.Instant;

/** The engine's clock and alarm, so that tests need not wait. Thread-safe. */
public interface EngineTime extends AutoCloseable {

  /** Nanoseconds since some moment; for durations. */
  long nanos();

  /** The date; for people. */
  Instant now();

  /**
   * Calls back later, on a thread of the clock's. The task must return at once. After {@link
   * #close} nothing is called back.
   */
  void after(Duration delay, Runnable task);

  @Override
  void close();

  /** The clock of the machine, with one daemon thread for what is to come. */
  static EngineTime system() {
    return new SystemTime();
  }
}
