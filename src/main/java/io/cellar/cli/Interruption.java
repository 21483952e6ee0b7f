package io.cellar.cli;

import io.cellar.thread.Threads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Ctrl+c ends a command in good order: its thread is interrupted, and the process waits until it
 * has closed what it opened, so that accepted blocks are written and locks released. A signal to
 * terminate does the same, and both end with the command's own code.
 */
final class Interruption {
  private static final long LONGEST_SECONDS = 40;

  private Interruption() {}

  /** Runs a command. */
  static int guarding(IntSupplier command) {
    Thread worker = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger code = new AtomicInteger(ExitCode.INTERRUPTED.code());
    Thread hook = Threads.platform("interruption", () -> interrupt(worker, ended, code));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      code.set(command.getAsInt());
      return code.get();
    } finally {
      ended.countDown();
      removeHook(hook);
    }
  }

  /** Of itself, Java would end with a code of the signal that ended it. */
  private static void interrupt(Thread worker, CountDownLatch ended, AtomicInteger code) {
    worker.interrupt();
    try {
      if (!ended.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("cellar: the command did not end in time and is cut off");
      }
      System.out.flush();
      System.err.flush();
      Runtime.getRuntime().halt(code.get());
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
