package io.cellar.coarse;

import io.cellar.thread.Threads;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The few threads that compute blocks, so that cores and the disk are left for what is read.
 * Thread-safe.
 */
public final class Workers implements AutoCloseable {
  private final int count;
  private final ExecutorService threads;

  /** One thread, or two where there are at least four cores. */
  public Workers() {
    this.count = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 2);
    this.threads = Threads.pool("cellar-coarse-", count);
  }

  /** How many things are done at a time. */
  public int count() {
    return count;
  }

  /** Something that can be told to stop. */
  @FunctionalInterface
  interface Work<T> {
    T run(AtomicBoolean stop) throws Exception;
  }

  /**
   * Waits for work on one of the threads.
   *
   * @throws InterruptedException if interrupted; the work has ended then
   * @throws ExecutionException if it failed
   */
  <T> T run(Work<T> work) throws InterruptedException, ExecutionException {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch ended = new CountDownLatch(1);
    Callable<T> task = () -> work.run(stop);
    FutureTask<T> result = new FutureTask<>(task);
    threads.execute(
        () -> {
          try {
            result.run();
          } finally {
            ended.countDown();
          }
        });
    try {
      return result.get();
    } catch (InterruptedException e) {
      stop.set(true);
      awaitEnd(ended);
      throw e;
    }
  }

  /** It looks after every block whether it is to stop, so that this does not take long. */
  private static void awaitEnd(CountDownLatch ended) {
    while (true) {
      try {
        ended.await();
        return;
      } catch (InterruptedException _) {
        // Who closes the files next must not do so before the work has ended.
      }
    }
  }

  /** Takes nothing more. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
