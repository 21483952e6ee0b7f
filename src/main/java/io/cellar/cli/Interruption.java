package io.cellar.cli;

import io.cellar.thread.Threads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Ctrl+c ends a command in good order: its thread is interrupted, and the process waits until it
 * has closed what it opened, so that accepted blocks are written and locks released.
 */
final class Interruption {
  private static final long LONGEST_SECONDS = 40;

  private Interruption() {}

  /** Runs a command. */
  static int guarding(IntSupplier command) {
    Thread worker = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = Threads.platform("interruption", () -> interrupt(worker, ended));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return command.getAsInt();
    } finally {
      ended.countDown();
      removeHook(hook);
    }
  }

  private static void interrupt(Thread worker, CountDownLatch ended) {
    worker.interrupt();
    try {
      if (!ended.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("cellar: the command did not end in time and is cut off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The process is ending already; the hook has done its work.
      hook.setName("interruption-done");
    }
  }
}
