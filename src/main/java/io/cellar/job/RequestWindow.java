package io.cellar.job;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * At most so many requests at a time, which may change. Whoever waits for room is woken when an
 * eighth of it is free, not for each request that ends. Thread-safe.
 */
final class RequestWindow {
  /** Enough for any host to have something in its line; more would only use memory. */
  private static final int USUAL = 256;

  private int most;
  private int wakeAt;
  private int open;

  /**
   * Nothing is open at first.
   *
   * @param requests most at a time; 0: no limit but what is usual
   */
  RequestWindow(int requests) {
    limit(requests);
  }

  /** Fails unless a limit makes sense. */
  static void check(int requests) {
    if (requests < 0) {
      throw new IllegalArgumentException(
          requests + " requests at once; at least 1 is needed, or 0 for no limit");
    }
  }

  /**
   * Another limit from now on; what is open stays so.
   *
   * @return whether more are open than it allows
   */
  synchronized boolean limit(int requests) {
    check(requests);
    most = requests == 0 ? USUAL : requests;
    wakeAt = most - Math.max(1, most / 8);
    notifyAll();
    return open > most;
  }

  /** Waits for room and takes it. */
  synchronized void enter() throws InterruptedException {
    if (open >= most) {
      while (open > wakeAt) {
        wait();
      }
    }
    open++;
  }

  /** Gives room back. */
  synchronized void leave() {
    open--;
    if (open == wakeAt || open == 0) {
      notifyAll();
    }
  }

  /** Waits until none is open. */
  synchronized void awaitNone() throws InterruptedException {
    while (open > 0) {
      wait();
    }
  }

  /** Waits until none is open, but no longer than so long. */
  synchronized void awaitNone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left;
    while (open > 0 && (left = end - System.nanoTime()) > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
