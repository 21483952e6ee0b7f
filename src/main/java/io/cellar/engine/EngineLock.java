package io.cellar.engine;

import io.cellar.thread.MixedLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one lock under which the engine decides. A decision is short, touches memory only, and never
 * calls out: what others notice of it (futures, listeners, threads, logs) is put off with {@link
 * #later} and happens when the lock has been let go, in the thread that decided.
 *
 * <p>One lock for everything is fast enough by far (a decision takes about a microsecond, a block
 * needs about ten) and leaves no order of locks to get wrong. Virtual threads decide too; those
 * that wait for their carriers keep no platform thread waiting, see {@link MixedLock}.
 */
final class EngineLock {
  private static final Logger LOG = LoggerFactory.getLogger(EngineLock.class);

  private final ReentrantLock lock;
  private List<Runnable> effects = new ArrayList<>();
  private final AtomicInteger performing = new AtomicInteger();

  /** Who waits until nothing is performed any more. */
  private volatile Thread waiting;

  EngineLock(ReentrantLock lock) {
    this.lock = lock;
  }

  /** Decides something, then lets its effects happen. */
  void decide(Runnable decision) {
    decide(
        () -> {
          decision.run();
          return null;
        });
  }

  /** Decides something, then lets its effects happen. */
  <T> T decide(Supplier<T> decision) {
    List<Runnable> due = List.of();
    lock.lock();
    try {
      return decision.get();
    } finally {
      if (lock.getHoldCount() == 1 && !effects.isEmpty()) {
        due = effects;
        effects = new ArrayList<>();
        performing.incrementAndGet();
      }
      lock.unlock();
      performAll(due);
    }
  }

  /** Looks at what the lock guards, and decides nothing; empty while somebody else decides. */
  <T> Optional<T> look(Supplier<T> look) {
    if (!lock.tryLock()) {
      return Optional.empty();
    }
    try {
      return Optional.of(look.get());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the effects of all earlier decisions have happened. Not from within an effect.
   *
   * @return false when some have not after the time
   */
  boolean awaitQuiet(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    waiting = Thread.currentThread();
    while (performing.get() > 0
        && System.nanoTime() - deadline < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, deadline - System.nanoTime());
    }
    return performing.get() == 0;
  }

  /** Puts off an effect until the lock is free; only while deciding. */
  void later(Runnable effect) {
    check();
    effects.add(effect);
  }

  /**
   * Puts off a start of a thread; only while deciding.
   *
   * @param notStarted told, while deciding, why there is none, such as that the computer has no
   *     more
   */
  void startLater(Runnable start, Consumer<Throwable> notStarted) {
    later(
        () -> {
          try {
            start.run();
          } catch (RuntimeException | Error e) {
            decide(() -> notStarted.accept(e));
          }
        });
  }

  /** Fails unless the calling thread is deciding; said by everything that the lock guards. */
  void check() {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("state of the engine is touched outside of a decision");
    }
  }

  /** Something to wait for while deciding; waiting lets go of the lock. */
  Condition condition() {
    return lock.newCondition();
  }

  private void performAll(List<Runnable> due) {
    if (due.isEmpty()) {
      return;
    }
    due.forEach(EngineLock::perform);
    if (performing.decrementAndGet() == 0) {
      LockSupport.unpark(waiting);
    }
  }

  /** A callback of somebody else's that fails must not take the engine with it. */
  private static void perform(Runnable effect) {
    try {
      effect.run();
    } catch (RuntimeException | Error e) {
      LOG.error("a callback of the download engine failed: {}", Messages.words(e), e);
    }
  }
}
