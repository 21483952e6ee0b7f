package io.cellar.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heartbeat of a window and the only bridge from other threads to the JavaFX thread.
 *
 * <p>Once per frame it runs what was handed to {@link #execute}, then the frame listeners, which
 * copy snapshots; a tenth of a second at least lies between two calls of the slow listeners, which
 * write figures. It runs while it is started: a window starts it when it is shown and stops it when
 * it is hidden. A listener that throws is logged and does not hinder the others.
 */
public final class Pulse implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final long SLOW_NANOS = 100_000_000;

  private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final List<Runnable> frame = new ArrayList<>();
  private final List<Runnable> slow = new ArrayList<>();
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          beat(now);
        }
      };
  private long lastSlow = Long.MIN_VALUE;

  /** Runs something on the JavaFX thread at the next frame. May be called on any thread. */
  @Override
  public void execute(Runnable task) {
    inbox.add(task);
  }

  /**
   * Runs something on the JavaFX thread as soon as that is free, without waiting for a frame: what
   * is done before the next frame begins is seen in it. May be called on any thread.
   */
  public void soon(Runnable task) {
    Platform.runLater(() -> run(task));
  }

  /** Something to do at each frame; the result removes it. JavaFX thread. */
  public Runnable everyFrame(Runnable listener) {
    frame.add(listener);
    return () -> frame.remove(listener);
  }

  /** Something to do about ten times a second; the result removes it. JavaFX thread. */
  public Runnable often(Runnable listener) {
    slow.add(listener);
    return () -> slow.remove(listener);
  }

  /** Starts beating. JavaFX thread. */
  public void start() {
    timer.start();
  }

  /** Stops beating; what is handed in waits for the next start. JavaFX thread. */
  public void stop() {
    timer.stop();
  }

  private void beat(long now) {
    for (int n = inbox.size(); n > 0; n--) {
      run(inbox.poll());
    }
    List.copyOf(frame).forEach(Pulse::run);
    if (lastSlow == Long.MIN_VALUE || now - lastSlow >= SLOW_NANOS) {
      lastSlow = now;
      List.copyOf(slow).forEach(Pulse::run);
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a part of the window failed: {}", e.toString(), e);
    }
  }
}
