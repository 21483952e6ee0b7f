package io.cellar.app;

import io.cellar.thread.Threads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/**
 * What JavaFX starts. It tells window managers this class's name as that of the program (the class
 * in X11's {@code WM_CLASS}), and the desktop file of Linux packages says it as {@code
 * StartupWMClass}, so that windows are shown under the program's icon.
 */
public final class Cellar extends Application {
  private static final AtomicReference<Launch> LAUNCH = new AtomicReference<>();

  private record Launch(Runnable onWindowThread, CompletableFuture<Void> started) {}

  /** For JavaFX. */
  public Cellar() {}

  /**
   * Starts JavaFX and returns when it runs; it goes on until the process ends. Only once in a
   * process.
   *
   * @param onWindowThread run once, on the JavaFX thread
   * @throws RuntimeException when the display cannot be used, as JavaFX tells it
   */
  static void start(Runnable onWindowThread) {
    Launch launch = new Launch(onWindowThread, new CompletableFuture<>());
    if (!LAUNCH.compareAndSet(null, launch)) {
      throw new IllegalStateException("JavaFX has been started before");
    }
    Threads.platform("cellar-javafx", () -> launch(launch)).start();
    try {
      launch.started().join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw e;
      }
    }
  }

  private static void launch(Launch launch) {
    try {
      Platform.setImplicitExit(false);
      launch(Cellar.class);
    } catch (RuntimeException | Error e) {
      launch.started().completeExceptionally(e);
    }
  }

  /** The window is a stage of its own: the first one is left alone. */
  @Override
  public void start(Stage first) {
    Launch launch = LAUNCH.get();
    launch.started().complete(null);
    launch.onWindowThread().run();
  }
}
