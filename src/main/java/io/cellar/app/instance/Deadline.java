package io.cellar.app.instance;

import io.cellar.thread.Threads;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something to a channel when its time is over, so that nobody waits on it any longer. */
final class Deadline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

  private final Thread clock;
  private volatile boolean passed;

  /** What is done when the time is over, such as to close the channel. */
  @FunctionalInterface
  interface End {
    void come() throws IOException;
  }

  Deadline(Duration time, End end) {
    clock =
        Threads.virtual(
            "instance-deadline",
            () -> {
              try {
                Thread.sleep(time);
              } catch (InterruptedException _) {
                return; // in time
              }
              passed = true;
              try {
                end.come();
              } catch (IOException e) {
                LOG.debug("at a deadline", e);
              }
            });
    clock.start();
  }

  /** True when the time was over before {@link #close}. */
  boolean passed() {
    return passed;
  }

  @Override
  public void close() {
    clock.interrupt();
  }
}
