package io.cellar.cli;

import io.cellar.thread.Threads;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells a progress on standard error: one line that is rewritten on a terminal, now and then a
 * plain line elsewhere.
 */
final class ProgressLine implements AutoCloseable {
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);

  private final Console console;
  private final Supplier<String> words;
  private final boolean terminal;
  private final ScheduledExecutorService timer = Threads.timer("progress");

  ProgressLine(Console console, Supplier<String> words) {
    this(console, words, System.console() != null && System.console().isTerminal());
    Duration period = terminal ? ON_TERMINAL : ELSEWHERE;
    every(period, this::tell);
  }

  private ProgressLine(Console console, Supplier<String> words, boolean terminal) {
    this.console = console;
    this.words = words;
    this.terminal = terminal;
  }

  /** For programs: an object on standard output now and then, wherever this runs. */
  static ProgressLine objects(Console console, Supplier<?> object) {
    ProgressLine line = new ProgressLine(console, () -> "", false);
    line.every(ELSEWHERE, () -> console.json(object.get()));
    return line;
  }

  private void every(Duration period, Runnable task) {
    timer.scheduleAtFixedRate(task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tell() {
    if (terminal) {
      console.err().print("\r\u001b[K" + words.get());
      console.err().flush();
    } else {
      console.message(words.get());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    if (terminal) {
      console.err().print("\r\u001b[K");
      console.err().flush();
    }
  }
}
