package io.cellar.cell;

import io.cellar.thread.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/** Work on many numbers, done by the calling thread and others beside it. For one use. */
final class Workers<E extends Exception> {
  private final PrimitiveIterator.OfLong numbers;
  private final Work<E> work;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * Work on one number.
   *
   * @param <E> what it may throw
   */
  @FunctionalInterface
  interface Work<E extends Exception> {
    void on(long number) throws E, InterruptedException;
  }

  private Workers(LongStream numbers, Work<E> work) {
    this.numbers = numbers.iterator();
    this.work = work;
  }

  /**
   * Works on all numbers, on as many threads as there are cores, and returns when all have ended.
   * After a failure nothing new is begun.
   *
   * @param count of the numbers
   * @throws InterruptedException if the calling thread was interrupted
   * @throws E the first that the work has thrown
   */
  static <E extends Exception> void forEach(LongStream numbers, long count, Work<E> work)
      throws E, InterruptedException {
    new Workers<E>(numbers, work).run(count);
  }

  private void run(long count) throws E, InterruptedException {
    List<Thread> others = new ArrayList<>();
    long most = Math.min(Runtime.getRuntime().availableProcessors(), count);
    for (int i = 1; i < most; i++) {
      Thread other = Threads.platform("cellar-read-" + i, this::workAll);
      try {
        other.start();
      } catch (OutOfMemoryError _) {
        break; // no more threads: those that there are do all
      }
      others.add(other);
    }
    workAll();
    boolean interrupted = join(others);
    if (failure.get() != null) {
      throw Workers.<E>unchecked(failure.get());
    }
    if (interrupted) {
      throw new InterruptedException();
    }
  }

  private void workAll() {
    try {
      long number;
      while (failure.get() == null && (number = next()) >= 0) {
        work.on(number);
      }
    } catch (Throwable e) { // whatever it is, the caller gets it
      failure.compareAndSet(null, e);
    }
  }

  private synchronized long next() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return numbers.hasNext() ? numbers.nextLong() : -1;
  }

  /** Waits for all, which end soon once one of them has failed; true if interrupted meanwhile. */
  private boolean join(List<Thread> others) {
    boolean interrupted = false;
    for (Thread other : others) {
      while (other.isAlive()) {
        try {
          other.join();
        } catch (InterruptedException e) {
          failure.compareAndSet(null, e);
          interrupted = true;
        }
      }
    }
    return interrupted;
  }

  @SuppressWarnings("unchecked") // what the work throws is of that type, or unchecked
  private static <E extends Exception> E unchecked(Throwable failure) throws E {
    throw (E) failure;
  }
}
