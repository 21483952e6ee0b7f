package io.cellar.cli;

import io.cellar.job.folder.Stop;
import io.cellar.job.work.OpenedJob;
import io.cellar.job.work.Worker;
import java.io.IOException;

/** A worker that runs on the thread of its command, which tells its progress meanwhile. */
final class Foreground {
  private final Console console;
  private final Worker worker;
  private final WorkProgress progress;
  private double seconds;

  Foreground(Console console, Worker worker, OpenedJob job) {
    this.console = console;
    this.worker = worker;
    this.progress = new WorkProgress(job.time(), job.plan().blocks(), job.estimate().toFetch());
  }

  /** Works until the end. */
  Worker.Outcome await() throws IOException {
    long start = System.nanoTime();
    Worker.Outcome outcome;
    ProgressLine line = new ProgressLine(console, this::words);
    try (line) {
      outcome = worker.run();
    } finally {
      seconds = (System.nanoTime() - start) / 1e9;
    }
    if (outcome instanceof Worker.Outcome.Interrupted) {
      console.message("cellar: interrupted");
    }
    return outcome;
  }

  /** How long it took. */
  double seconds() {
    return seconds;
  }

  private String words() {
    return progress.words(worker.counts(), worker.bytesPerSecond(), worker.words());
  }

  /** That somebody else has stopped the job, in words. */
  static ExitCode told(Stop how, Console console) {
    console.message("cellar: the job was " + (how == Stop.PAUSE ? "paused" : "canceled"));
    return ExitCode.INTERRUPTED;
  }
}
