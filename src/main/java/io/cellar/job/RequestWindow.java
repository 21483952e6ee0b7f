package io.cellar.job;

/**
 * At most so many requests at a time. Whoever waits for room is woken when an eighth of it is free,
 * not for each request that ends. Thread-safe.
 */
final class RequestWindow {
  private final int most;
  private final int wakeAt;
  private int open;

  /**
   * @param most at least 1
   */
  RequestWindow(int most) {
    this.most = most;
    this.wakeAt = most - Math.max(1, most / 8);
  }

  /** Waits for room and takes it. */
  synchronized void enter() throws InterruptedException {
    if (open == most) {
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
}
