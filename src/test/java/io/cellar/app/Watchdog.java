package io.cellar.app;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** Asks the JavaFX thread every 50 ms whether it answers. */
final class Watchdog implements AutoCloseable {
  private static final long EVERY_MILLIS = 50;
  private static final long GIVE_UP_SECONDS = 30;
  private static final long SUSPECT_MILLIS = 1000;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("watchdog").start(this::watch);
  private volatile long worstNanos;
  private volatile long stallNanos;
  private volatile long answers;
  private volatile String busyWith = "";

  private void watch() {
    try {
      while (!rest()) {
        CountDownLatch answered = new CountDownLatch(1);
        long asked = System.nanoTime();
        Platform.runLater(answered::countDown);
        if (!answered.await(SUSPECT_MILLIS, TimeUnit.MILLISECONDS)) {
          busyWith = stack();
        }
        if (answered.await(GIVE_UP_SECONDS, TimeUnit.SECONDS)) {
          answers++;
        }
        worstNanos = Math.max(worstNanos, System.nanoTime() - asked);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the next question; how much longer it takes is what the machine does to any thread. */
  private boolean rest() throws InterruptedException {
    long begun = System.nanoTime();
    boolean over = stop.await(EVERY_MILLIS, TimeUnit.MILLISECONDS);
    long late = System.nanoTime() - begun - TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);
    stallNanos = Math.max(stallNanos, late);
    return over;
  }

  private static String stack() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().equals("JavaFX Application Thread"))
        .map(entry -> Arrays.toString(entry.getValue()))
        .findFirst()
        .orElse("");
  }

  /** What it was doing when it last took long. */
  String busyWith() {
    return busyWith;
  }

  /** The longest time until an answer. */
  double worstSeconds() {
    return worstNanos / 1e9;
  }

  /** The longest that the machine kept a thread waiting that had nothing to do with the window. */
  double stallSeconds() {
    return stallNanos / 1e9;
  }

  /** How often it answered. */
  long answers() {
    return answers;
  }

  @Override
  public void close() throws InterruptedException {
    stop.countDown();
    thread.join();
  }
}
