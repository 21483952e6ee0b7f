package io.cellar.slice;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets the painters of several panes show the pictures of a new place before any of them asks for
 * blocks: asking takes longer than painting, and there may be more panes than cores. One core at
 * least is left to the window while they ask. Thread-safe.
 */
public final class PanePacing {
  private final Set<Painter> painting = new HashSet<>();
  private final int mostAsking;
  private int asking;

  /** Of a window of this machine. */
  public PanePacing() {
    this(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
  }

  /**
   * With a bound of its own.
   *
   * @param mostAsking how many ask at a time
   */
  PanePacing(int mostAsking) {
    this.mostAsking = mostAsking;
  }

  /** A painter is to make a picture. */
  synchronized void begin(Painter painter) {
    painting.add(painter);
    notifyAll();
  }

  /** Its picture is seen, or was given up. */
  synchronized void end(Painter painter) {
    if (painting.remove(painter)) {
      notifyAll();
    }
  }

  /**
   * Waits until all pictures are seen and not too many ask. Who was let in calls {@link #asked}.
   *
   * @param most milliseconds to wait
   * @param enough ends the waiting; looked at when a painter begins, ends or has asked
   */
  synchronized void awaitAsking(long most, BooleanSupplier enough) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(most);
    long left = most;
    while (left > 0 && !enough.getAsBoolean() && (!painting.isEmpty() || asking >= mostAsking)) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    asking++;
  }

  /** Has asked, or will not. */
  synchronized void asked() {
    asking--;
    notifyAll();
  }
}
