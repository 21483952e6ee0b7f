package io.cellar.ui.prefetch;

import io.cellar.input.PrintableText;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.WorkerFiles.Seen;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.ui.JobRow;
import io.cellar.ui.JobRow.Left;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How it is with a job, in words. Toolkit-free.
 *
 * @param name what it is called
 * @param share of the blocks that have come to their end, 0 to 1
 * @param state how it is, and how long it will take
 * @param blocks how many have come to their end
 * @param parts of the work, how many have
 * @param workers how many live; empty when none does
 * @param bytes that came
 * @param rate at present; empty when it stands still
 * @param absent blocks that there are none of; empty when none
 * @param problem why it ended early or cannot be read; empty when it did not
 * @param each what each living worker said last, and how long ago
 */
record JobText(
    String name,
    double share,
    String state,
    String blocks,
    String parts,
    String workers,
    String bytes,
    String rate,
    String absent,
    String problem,
    List<String> each) {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_ID = 24;

  /** More is told of each worker. */
  private static final int LONGEST_WAIT = 48;

  /**
   * One kind of failure.
   *
   * @param text of it with its count
   */
  record Cause(String cause, String text) {}

  static JobText of(JobRow row, Instant now) {
    return row.state().map(state -> of(row, state, now)).orElseGet(() -> unknown(row));
  }

  private static JobText unknown(JobRow row) {
    String state = Words.of("job.unreadable");
    String problem = PrintableText.lines(row.problem());
    return new JobText(name(row), 0, state, "", "", "", "", "", "", problem, List.of());
  }

  private static JobText of(JobRow row, JobState job, Instant now) {
    ShardCounts counts = job.counts();
    long all = job.spec().blocks();
    double rate = job.bytesPerSecond();
    int living = job.living().size();
    return new JobText(
        name(row),
        all == 0 ? 1 : Math.min(1, (double) counts.blocks() / all),
        state(row, job),
        blocks(counts, all),
        Words.of(
            "job.parts",
            Figures.count(job.shards().done() + job.shards().failed()),
            Figures.count(job.spec().shards())),
        living == 0 ? "" : Words.of("job.workers", living),
        Figures.bytes(counts.bytes()),
        isWorking(row) && rate >= 1 ? Figures.rate(rate) : "",
        counts.absent() == 0 ? "" : Words.of("job.absent", Figures.count(counts.absent())),
        problem(row, job),
        job.living().stream().map(seen -> worker(seen, now)).toList());
  }

  /** What a job is called, fit to be shown. */
  static String name(JobRow row) {
    return PrintableText.of(row.name(), LONGEST_NAME);
  }

  private static String blocks(ShardCounts counts, long all) {
    String done = Figures.count(Math.min(all, counts.blocks()));
    return counts.empty() == 0
        ? Words.of("job.blocks", done, Figures.count(all))
        : Words.of("job.blocksAndEmpty", done, Figures.count(all), Figures.count(counts.empty()));
  }

  private static String state(JobRow row, JobState job) {
    return switch (job.status()) {
      case NOT_STARTED, CREATED -> Words.of("job.created");
      case QUEUED -> elsewhere(row, Words.of("job.queued"));
      case RUNNING -> elsewhere(row, running(row, job));
      case PAUSED -> Words.of(isInterrupted(job) ? "job.interrupted" : "job.paused");
      case FINISHED -> Words.of("job.finished");
      case ERROR -> Words.of(job.shards().isOver() ? "job.finishedWithFailures" : "job.stopped");
      case CANCELED -> Words.of("job.canceled");
      case START_FAILED -> Words.of("job.startFailed");
      case SKIPPED -> Words.of("job.skipped");
    };
  }

  /** Who does not work in this window says so. */
  private static String elsewhere(JobRow row, String what) {
    return row.here() ? what : Words.of("job.background", what);
  }

  private static String running(JobRow row, JobState job) {
    return waiting(job)
        .map(what -> PrintableText.of(what, LONGEST_WAIT))
        .or(() -> row.left().map(JobText::left))
        .orElseGet(() -> Words.of("job.running"));
  }

  /** What all of its workers wait for, as the one says that spoke last. */
  private static Optional<String> waiting(JobState job) {
    List<WorkerStatus> living = job.living().stream().map(Seen::status).toList();
    return living.stream().allMatch(w -> w.state() == WorkerStatus.State.WAITING)
        ? living.stream().map(WorkerStatus::words).filter(w -> !w.isBlank()).findFirst()
        : Optional.empty();
  }

  private static String left(Left left) {
    if (left.most().compareTo(Duration.ofMinutes(1)) < 0) {
      return Words.of("job.leftLittle");
    }
    boolean same = Figures.about(left.least()).equals(Figures.about(left.most()));
    return Words.of(same ? "job.leftAbout" : "job.left", Figures.about(left.least(), left.most()));
  }

  /** Whether its last worker went without a word, as in a crash. */
  private static boolean isInterrupted(JobState job) {
    return job.status() == JobStatus.PAUSED
        && !job.workers().isEmpty()
        && job.workers().getFirst().status().state() != WorkerStatus.State.ENDED;
  }

  private static String problem(JobRow row, JobState job) {
    String why = job.error().filter(e -> !e.isBlank()).orElse(row.problem());
    if (isWorking(row) || why.isBlank()) {
      return "";
    }
    String reason = PrintableText.lines(why);
    return job.status() == JobStatus.START_FAILED ? reason : Words.of("job.problem", reason);
  }

  private static String worker(Seen seen, Instant now) {
    WorkerStatus status = seen.status();
    String id = PrintableText.of(status.id(), LONGEST_ID);
    String does =
        status.words().isBlank()
            ? switch (status.state()) {
              case STARTING -> Words.of("job.worker.starting");
              case WORKING -> Words.of("job.worker.working");
              case WAITING -> Words.of("job.worker.waiting");
              case ENDED -> Words.of("job.worker.ended");
            }
            : PrintableText.of(status.words(), LONGEST_NAME);
    Duration ago = Duration.between(status.at(), now);
    String when = Figures.duration(ago.isNegative() ? Duration.ZERO : ago);
    return Words.of("job.worker", id, does, Figures.rate(status.bytesPerSecond()), when);
  }

  /** How many blocks could not be had; 0 when that is not known. */
  static long failed(JobRow row) {
    return row.state().map(state -> state.counts().failed()).orElse(0L);
  }

  /** The kinds of failures, the most frequent first. */
  static List<Cause> causes(JobRow row) {
    return row.state().map(state -> state.counts().failures()).orElse(Map.of()).entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Long> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(
            e ->
                new Cause(
                    e.getKey(),
                    Words.of(
                        "job.cause",
                        Figures.count(e.getValue()),
                        PrintableText.of(e.getKey(), LONGEST_NAME))))
        .toList();
  }

  /** True while somebody works on it. */
  static boolean isWorking(JobRow row) {
    return row.state()
        .map(JobState::status)
        .filter(s -> s == JobStatus.RUNNING || s == JobStatus.QUEUED)
        .isPresent();
  }

  /** How far it is, in a line. */
  static String told(JobRow row, Instant now) {
    JobText text = of(row, now);
    return Words.of("job.told", text.name, text.blocks, text.state);
  }

  /**
   * That it has ended, in a sentence.
   *
   * @param name what it is to be called
   */
  static String ended(JobRow row, String name) {
    long failed = failed(row);
    JobStatus status = row.state().map(JobState::status).orElse(JobStatus.SKIPPED);
    return switch (status) {
      case FINISHED -> Words.of("job.ended.finished", name);
      case ERROR ->
          row.state().filter(s -> s.shards().isOver()).isPresent()
              ? Words.of("job.ended.failures", name, Figures.count(failed), failed)
              : Words.of("job.ended.stopped", name);
      case CANCELED -> Words.of("job.ended.canceled", name);
      case START_FAILED -> Words.of("job.ended.startFailed", name);
      case NOT_STARTED, CREATED, QUEUED, RUNNING, PAUSED, SKIPPED ->
          Words.of("job.ended.stopped", name);
    };
  }
}
