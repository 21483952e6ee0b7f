package io.cellar.slice;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets the painters of several panes make the pictures of a new place before any of them asks for
 * blocks: asking takes longer than painting, and there may be more panes than cores. Thread-safe.
 */
public final class Turns {
  private final Set<Painter> painting = new HashSet<>();

  /** A painter is to make a picture. */
  synchronized void begin(Painter painter) {
    painting.add(painter);
    notifyAll();
  }

  /** It has handed it on, or given it up. */
  synchronized void end(Painter painter) {
    if (painting.remove(painter)) {
      notifyAll();
    }
  }

  /**
   * Waits until no other painter is at it.
   *
   * @param most milliseconds to wait
   * @param enough ends the waiting; looked at when a painter begins or ends
   */
  synchronized void awaitOthers(Painter painter, long most, BooleanSupplier enough)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(most);
    long left = most;
    while (left > 0 && !enough.getAsBoolean() && othersThan(painter)) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  private boolean othersThan(Painter painter) {
    return painting.size() > (painting.contains(painter) ? 1 : 0);
  }
}
