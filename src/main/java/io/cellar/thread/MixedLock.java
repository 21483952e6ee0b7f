package io.cellar.thread;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that both platform and virtual threads take. A lock of the library is handed to whoever
 * waits first; when that is a virtual thread and all carriers are busy, the lock belongs to nobody
 * for as long as they are, and all who came later wait. Here a platform thread that waits looks
 * again by itself every millisecond, so that it waits for those who hold the lock only, as the
 * virtual machine has it with its own monitors.
 *
 * <p>Conditions are the library's: who was waiting for one comes back in the order of the queue.
 */
public final class MixedLock extends ReentrantLock {
  private static final long serialVersionUID = 1;
  private static final long AGAIN_MILLIS = 1;

  @Override
  public void lock() {
    if (Thread.currentThread().isVirtual()) {
      super.lock();
    } else if (!tryLock()) {
      lockUninterruptibly();
    }
  }

  private void lockUninterruptibly() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          lockInterruptibly();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    if (Thread.currentThread().isVirtual()) {
      super.lockInterruptibly();
      return;
    }
    boolean taken;
    do {
      // Each try begins with a look at the lock that heeds no queue.
      taken = tryLock(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    } while (!taken);
  }
}
