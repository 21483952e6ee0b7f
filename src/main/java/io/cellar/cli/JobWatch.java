package io.cellar.cli;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.WorkerFiles;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.volume.Amounts;
import java.io.IOException;
import java.util.Map;

/**
 * Tells on standard error, or to programs on standard output, how far a job is while this process
 * works on it: all of the job, whoever works on it.
 */
final class JobWatch implements AutoCloseable {
  private static final long LOOK_NANOS = 1_000_000_000;

  private final JobFolder job;
  private final long start = System.nanoTime();
  private final ProgressLine line;
  private long lookedAt;
  private String words = "";
  private double seconds;

  JobWatch(Console console, JobFolder job, boolean json) {
    this.job = job;
    this.line =
        json
            ? ProgressLine.objects(console, this::progress)
            : new ProgressLine(console, this::words);
  }

  private Map<String, Object> progress() {
    try {
      return job.look().json();
    } catch (IOException e) {
      return Map.of("error", String.valueOf(e.getMessage()));
    }
  }

  /** Looking costs the disk something, so that a terminal is told the same for a while. */
  private String words() {
    long now = System.nanoTime();
    if (words.isEmpty() || now - lookedAt >= LOOK_NANOS) {
      lookedAt = now;
      try {
        words = words(job.look());
      } catch (IOException e) {
        words = "how far the job is cannot be told: " + e.getMessage();
      }
    }
    return words;
  }

  private static String words(JobState state) {
    String waits =
        state.living().stream()
            .map(WorkerFiles.Seen::status)
            .map(WorkerStatus::words)
            .filter(w -> !w.isEmpty())
            .findFirst()
            .map(w -> ", " + w)
            .orElse("");
    int living = state.living().size();
    return "%s of %s blocks, %s failed, %s%s%s"
        .formatted(
            Amounts.count(state.counts().blocks()),
            Amounts.count(state.spec().blocks()),
            Amounts.count(state.counts().failed()),
            Amounts.rate(state.bytesPerSecond()),
            living > 1 ? ", " + living + " workers" : "",
            waits);
  }

  /** How long it was watched, when it is closed. */
  double seconds() {
    return seconds;
  }

  @Override
  public void close() {
    seconds = (System.nanoTime() - start) / 1e9;
    line.close();
  }
}
