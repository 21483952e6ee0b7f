package io.cellar.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * The one place where threads are made. Virtual threads wait, platform threads compute; all are
 * daemons, so whoever made one waits for it where its work must not be lost. Thread-safe.
 */
public final class Threads {
  private Threads() {}

  /** A platform thread that has not been started. */
  public static Thread platform(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).unstarted(work);
  }

  /** A virtual thread that has not been started. */
  public static Thread virtual(String name, Runnable work) {
    return Thread.ofVirtual().name(name).unstarted(work);
  }

  /**
   * A virtual thread for each task, numbered.
   *
   * @param prefix of their names, such as {@code http-}
   */
  public static ExecutorService virtualPerTask(String prefix) {
    return Executors.newThreadPerTaskExecutor(numbered(prefix, Threads::virtual));
  }

  /** One platform thread that takes its tasks in order. */
  public static ExecutorService inOrder(String name) {
    return Executors.newSingleThreadExecutor(daemons(name));
  }

  /**
   * A bounded number of platform threads, numbered. Where the computer has no more threads, those
   * that there are do all; only without a single one a task is refused.
   *
   * @param prefix of their names, such as {@code cellar-disk-}
   */
  public static ExecutorService pool(String prefix, int count) {
    return new Pool(count, numbered(prefix, Threads::platform));
  }

  /** Fewer threads than wished for are enough. */
  static final class Pool extends ThreadPoolExecutor {
    Pool(int count, ThreadFactory threads) {
      super(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    }

    @Override
    public void execute(Runnable task) {
      try {
        super.execute(task);
      } catch (OutOfMemoryError e) { // no more threads
        if (getPoolSize() == 0 || !getQueue().offer(task)) {
          throw e;
        }
      }
    }
  }

  /** One platform thread that runs tasks when their time has come; cancelled ones are forgotten. */
  public static ScheduledThreadPoolExecutor timer(String name) {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons(name));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** The process's platform threads for short computations of the window, as many as cores. */
  public static Executor computing() {
    return Computing.POOL;
  }

  /** Made when it is first asked for. */
  private static final class Computing {
    static final Executor POOL =
        pool("cellar-compute-", Runtime.getRuntime().availableProcessors());
  }

  private static ThreadFactory daemons(String name) {
    return work -> platform(name, work);
  }

  /** The JDK's own numbering makes classes at run time, which costs more than a dozen threads. */
  private static ThreadFactory numbered(
      String prefix, BiFunction<String, Runnable, Thread> threads) {
    AtomicLong next = new AtomicLong();
    return work -> threads.apply(prefix + next.getAndIncrement(), work);
  }
}
