package io.cellar.engine;

import io.cellar.thread.Threads;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Platform threads that do the same work until it ends. */
final class Workers {

  /** The work of one thread; ends when there is nothing more to do. */
  interface Body {
    void run(int id) throws InterruptedException;
  }

  private Workers() {}

  /** Starts daemon threads; each is given its number. */
  static List<Thread> start(String name, int count, Body body) {
    List<Thread> threads =
        IntStream.range(0, count)
            .mapToObj(id -> Threads.platform(name + id, () -> run(body, id)))
            .toList();
    threads.forEach(Thread::start);
    return threads;
  }

  /** Waits for threads that have been told to end, not longer than the patience for all. */
  static void join(List<Thread> threads, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(Body body, int id) {
    try {
      body.run(id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
