package io.cellar.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MixedLockTest {
  private static final int CARRIERS =
      Integer.getInteger(
          "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());

  private volatile boolean busy = true;

  /** Virtual threads that keep all others from running until they are told to end. */
  private List<Thread> takeAllCarriers() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(CARRIERS);
    List<Thread> threads =
        IntStream.range(0, CARRIERS)
            .mapToObj(
                i ->
                    Threads.virtual(
                        "busy",
                        () -> {
                          running.countDown();
                          while (busy) {
                            Thread.onSpinWait();
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    assertTrue(running.await(30, TimeUnit.SECONDS));
    return threads;
  }

  /** Starts a thread that takes the lock and waits until it queues for it. */
  private static Thread queue(ReentrantLock lock, Thread thread) {
    thread.start();
    while (!lock.hasQueuedThread(thread)) {
      Thread.onSpinWait();
    }
    return thread;
  }

  @Test
  void aPlatformThreadDoesNotWaitForAVirtualOneThatCannotRun() throws Exception {
    MixedLock lock = new MixedLock();
    CountDownLatch virtualHadIt = new CountDownLatch(1);
    CountDownLatch platformHadIt = new CountDownLatch(1);
    lock.lock();
    Runnable take =
        () -> {
          lock.lock();
          (Thread.currentThread().isVirtual() ? virtualHadIt : platformHadIt).countDown();
          lock.unlock();
        };
    Thread first = queue(lock, Threads.virtual("first", take));
    List<Thread> carriers = takeAllCarriers();
    try {
      queue(lock, Threads.platform("second", take));
      lock.unlock();
      assertTrue(platformHadIt.await(30, TimeUnit.SECONDS));
      assertEquals(1, virtualHadIt.getCount());
    } finally {
      busy = false;
    }
    assertTrue(virtualHadIt.await(30, TimeUnit.SECONDS));
    first.join();
    for (Thread carrier : carriers) {
      carrier.join();
    }
    assertFalse(lock.isLocked());
  }

  @Test
  void anInterruptedThreadGetsTheLockAndStaysInterrupted() throws Exception {
    MixedLock lock = new MixedLock();
    boolean[] interrupted = new boolean[1];
    lock.lock();
    Thread waits =
        queue(
            lock,
            Threads.platform(
                "interrupted",
                () -> {
                  lock.lock();
                  interrupted[0] = Thread.currentThread().isInterrupted();
                  lock.unlock();
                }));
    waits.interrupt();
    lock.unlock();
    waits.join();
    assertTrue(interrupted[0]);
  }

  @Test
  void aWaitThatMayBeInterruptedIs() throws Exception {
    MixedLock lock = new MixedLock();
    lock.lock();
    boolean[] ended = new boolean[1];
    Thread waits =
        queue(
            lock,
            Threads.platform(
                "interruptible",
                () -> {
                  assertThrows(InterruptedException.class, lock::lockInterruptibly);
                  ended[0] = true;
                }));
    waits.interrupt();
    waits.join();
    assertTrue(ended[0]);
    lock.unlock();
  }
}
