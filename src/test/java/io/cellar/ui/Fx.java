package io.cellar.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the toolkit once and runs things on its thread. */
public final class Fx implements BeforeAllCallback {
  /** Tells what hangs from what is slow on a busy machine. */
  private static final long DEADLINE_SECONDS = 60;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    start();
  }

  /** Starts the toolkit unless it runs already. */
  public static void start() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    try {
      Platform.startup(started::countDown);
      Platform.setImplicitExit(false);
    } catch (IllegalStateException running) {
      started.countDown();
    }
    if (!started.await(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the toolkit does not start");
    }
  }

  /** Runs on the JavaFX thread, at once when it is this one, and waits for the result. */
  public static <T> T call(Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable run =
        () -> {
          try {
            result.complete(task.call());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        };
    if (Platform.isFxApplicationThread()) {
      run.run();
    } else {
      Platform.runLater(run);
    }
    return result.orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Runs on the JavaFX thread and waits. */
  public static void run(Runnable task) {
    call(
        () -> {
          task.run();
          return null;
        });
  }

  /** Looks once per frame until something holds. */
  public static void await(String what, BooleanSupplier condition) {
    CompletableFuture<Void> held = new CompletableFuture<>();
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            try {
              if (condition.getAsBoolean()) {
                held.complete(null);
              }
            } catch (Throwable e) {
              held.completeExceptionally(e);
            }
          }
        };
    run(timer::start);
    try {
      held.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain until " + what, e);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(what, e);
    } finally {
      run(timer::stop);
    }
  }

  /** Lets some frames pass. */
  public static void frames(int n) {
    CountDownLatch left = new CountDownLatch(n);
    run(
        () ->
            new AnimationTimer() {
              @Override
              public void handle(long now) {
                left.countDown();
                if (left.getCount() == 0) {
                  stop();
                }
              }
            }.start());
    try {
      if (!left.await(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("no frames come");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
