package io.cellar.source.chunked;

import io.cellar.source.SourceException;
import io.cellar.thread.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one block, a few of them at the same time, one after the other on each of several
 * threads. The caller asks too, so that all come even where there is no other thread.
 */
final class AtOnce<T> implements Callable<Void> {
  private static final Logger LOG = LoggerFactory.getLogger(AtOnce.class);

  /** Requests of one block at a time; its slot counts as one. */
  private static final int AT_ONCE = 4;

  private final List<Task<T>> tasks;
  private final AtomicReferenceArray<T> results;
  private final AtomicInteger next = new AtomicInteger();

  private AtOnce(List<Task<T>> tasks) {
    this.tasks = tasks;
    this.results = new AtomicReferenceArray<>(tasks.size());
  }

  /** One request. */
  @FunctionalInterface
  interface Task<T> {
    T run() throws SourceException, InterruptedException;
  }

  /**
   * What comes of all tasks, in their order.
   *
   * @throws SourceException of the first that has failed, which ends the others
   */
  static <T> List<T> all(List<Task<T>> tasks) throws SourceException, InterruptedException {
    return new AtOnce<>(tasks).all();
  }

  private List<T> all() throws SourceException, InterruptedException {
    List<FutureTask<Void>> helpers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    try {
      for (int n = 1; n < Math.min(AT_ONCE, tasks.size()); n++) {
        FutureTask<Void> helper = new FutureTask<>(this);
        Thread thread = Threads.virtual("cellar-chunk", helper);
        thread.start();
        threads.add(thread);
        helpers.add(helper);
      }
    } catch (OutOfMemoryError e) {
      LOG.debug("no thread for a request", e);
    }
    try {
      call();
      for (FutureTask<Void> helper : helpers) {
        helper.get();
      }
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } finally {
      end();
      threads.forEach(Thread::interrupt);
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < results.length(); i++) {
      all.add(results.get(i));
    }
    return all;
  }

  @Override
  public Void call() throws SourceException, InterruptedException {
    try {
      for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
        results.set(i, tasks.get(i).run());
      }
      return null;
    } catch (SourceException | InterruptedException | RuntimeException e) {
      end();
      throw e;
    }
  }

  private void end() {
    next.set(tasks.size());
  }

  private static SourceException thrown(Throwable cause) throws InterruptedException {
    return switch (cause) {
      case SourceException e -> e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(cause);
    };
  }
}
