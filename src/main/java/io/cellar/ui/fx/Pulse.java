package io.cellar.ui.fx;

import io.cellar.thread.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heartbeat of a window, and the only bridge between the JavaFX thread and others.
 *
 * <p>Once per frame it runs what was handed to {@link #execute}, then the frame listeners, which
 * copy snapshots; a tenth of a second at least lies between two calls of the slow listeners, which
 * write figures. A listener that throws is logged and does not hinder the others.
 *
 * <p>A window starts it when it is shown and stops it when it is hidden. Between, it beats for as
 * long as there is news: whoever changes something that a listener looks at calls {@link #wake}. A
 * second after the last news it rests, unless something is {@linkplain #busyWhile busy}; at rest no
 * frame is made. What changes slowly by itself, such as a time that runs out, is looked at
 * {@linkplain #changingWhile once a second}.
 */
public final class Pulse implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final List<Runnable> frame = new ArrayList<>();
  private final List<Runnable> slow = new ArrayList<>();
  private final List<Runnable> calm = new ArrayList<>();
  private final List<BooleanSupplier> busy = new ArrayList<>();
  private final List<BooleanSupplier> changing = new ArrayList<>();
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          beat();
        }
      };

  /** True when there was news since the last beat. */
  private volatile boolean news;

  private volatile boolean beating;

  /** True when its window is gone. */
  private volatile boolean ended;

  /** True while the JavaFX thread has been asked to go on. */
  private final AtomicBoolean called = new AtomicBoolean();

  private boolean started;
  private boolean glancing;
  private long lastNews;
  private long lastSlow;

  /** Runs something on the JavaFX thread at the next frame. May be called on any thread. */
  @Override
  public void execute(Runnable task) {
    inbox.add(task);
    if (ended) {
      later(this::takeIn);
    } else {
      wake();
    }
  }

  /**
   * Runs something on the JavaFX thread as soon as that is free, without waiting for a frame: what
   * is done before the next frame begins is seen in it. May be called on any thread.
   */
  public void soon(Runnable task) {
    later(() -> run(task));
    wake();
  }

  /** Runs something on the JavaFX thread as soon as that is free, with no frame or news. */
  public static void later(Runnable task) {
    Platform.runLater(task);
  }

  /**
   * Computes something on one of the threads for short computations. JavaFX thread.
   *
   * @param then is given the result or the error at the next frame
   */
  public <T> void compute(Supplier<T> work, BiConsumer<T, Throwable> then) {
    try {
      var ignored =
          CompletableFuture.supplyAsync(work, Threads.computing())
              .whenComplete((result, error) -> execute(() -> then.accept(result, error)));
    } catch (OutOfMemoryError e) { // not a single thread
      execute(() -> then.accept(null, e));
    }
  }

  /** Something has changed that listeners look at. May be called on any thread; returns at once. */
  public void wake() {
    news = true;
    if (!beating && !called.getAndSet(true)) {
      later(this::resume);
    }
  }

  /** Whatever the user does in a scene is news. JavaFX thread. */
  public void wakeOn(Scene scene) {
    scene.addEventFilter(InputEvent.ANY, e -> wake());
  }

  /** Something to do at each frame; the result removes it. JavaFX thread. */
  public Runnable everyFrame(Runnable listener) {
    return added(frame, listener);
  }

  /** Something to do about ten times a second; the result removes it. JavaFX thread. */
  public Runnable often(Runnable listener) {
    return added(slow, listener);
  }

  /** Something to do when it comes to rest; the result removes it. JavaFX thread. */
  public Runnable whenCalm(Runnable listener) {
    return added(calm, listener);
  }

  /** It does not rest while this is true; the result removes it. JavaFX thread. */
  public Runnable busyWhile(BooleanSupplier condition) {
    return added(busy, condition);
  }

  /**
   * At rest, the listeners are called once a second while this is true; the result removes it.
   * JavaFX thread.
   */
  public Runnable changingWhile(BooleanSupplier condition) {
    return added(changing, condition);
  }

  private <T> Runnable added(List<T> list, T one) {
    list.add(one);
    wake();
    return () -> list.remove(one);
  }

  /** Starts beating. JavaFX thread. */
  public void start() {
    started = true;
    resume();
  }

  /** Stops beating; what is handed in waits for the next start. JavaFX thread. */
  public void stop() {
    started = false;
    beating = false;
    timer.stop();
  }

  /**
   * Stops for good: what is handed in from now on, and was before, is run without frames, such as
   * what closes a volume that came too late. JavaFX thread.
   */
  public void end() {
    stop();
    ended = true;
    takeIn();
  }

  private void takeIn() {
    for (int n = inbox.size(); n > 0; n--) {
      run(inbox.poll());
    }
  }

  /** True while no frame is made. JavaFX thread. */
  public boolean isAtRest() {
    return !beating;
  }

  private void resume() {
    called.set(false);
    if (started && !beating) {
      beating = true;
      lastNews = System.nanoTime();
      timer.start();
    }
  }

  private void beat() {
    long now = System.nanoTime();
    if (news) {
      news = false;
      lastNews = now;
    }
    takeIn();
    List.copyOf(frame).forEach(Pulse::run);
    if (now - lastSlow >= SLOW_NANOS) {
      lastSlow = now;
      // Asked before the listeners look: they are called once more after the end.
      boolean calmed = now - lastNews >= CALM_NANOS && beating && !any(busy);
      boolean changes = any(changing);
      List.copyOf(slow).forEach(Pulse::run);
      if (calmed && beating) {
        rest(changes);
      }
    }
  }

  private void rest(boolean changes) {
    List.copyOf(calm).forEach(Pulse::run);
    timer.stop();
    beating = false;
    if (news) { // came while nobody was called
      resume();
    } else {
      glanceLater(changes);
    }
  }

  private void glanceLater(boolean changes) {
    if (!glancing && (changes || any(changing))) {
      glancing = true;
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Pulse::later).execute(this::glance);
    }
  }

  private void glance() {
    glancing = false;
    if (started && !beating) {
      boolean changes = any(changing);
      beat();
      glanceLater(changes);
    }
  }

  private static boolean any(List<BooleanSupplier> conditions) {
    return List.copyOf(conditions).stream().anyMatch(BooleanSupplier::getAsBoolean);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a part of the window failed: {}", e.toString(), e);
    }
  }
}
