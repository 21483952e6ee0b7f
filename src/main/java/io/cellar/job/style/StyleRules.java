package io.cellar.job.style;

import static io.cellar.job.style.ConcurrencyStyle.COMPUTE_WORKERS;
import static io.cellar.job.style.ConcurrencyStyle.KIND;
import static io.cellar.job.style.ConcurrencyStyle.READ_WORKERS;
import static io.cellar.job.style.ConcurrencyStyle.SHARED_TEMP;
import static io.cellar.job.style.ConcurrencyStyle.SINGLE_BLOCK;
import static io.cellar.job.style.ConcurrencyStyle.WORKERS_READ;

import java.time.Duration;
import java.util.Optional;

/**
 * The rules of a style: first those of rios about what goes together, in its order, then what it
 * leaves unchecked, then what Cellar does not offer.
 */
final class StyleRules {
  /** Some thirty years; more is not meant, and would not fit a clock of nanoseconds much longer. */
  private static final long LONGEST_SECONDS = 1_000_000_000;

  /** As many requests as may be open, and workers as may be started, at a time. */
  private static final int MOST = 256;

  private final ConcurrencyStyle style;

  private StyleRules(ConcurrencyStyle style) {
    this.style = style;
  }

  /**
   * All rules but that of the processors.
   *
   * @throws StyleException with the first that is broken
   */
  static void check(ConcurrencyStyle style) {
    StyleRules rules = new StyleRules(style);
    rules.whatGoesTogether();
    rules.values();
    rules.whatIsOffered();
  }

  private void whatGoesTogether() {
    WorkerKind kind = style.computeWorkerKind();
    boolean single = style.singleBlockComputeWorkers();
    int compute = style.numComputeWorkers();
    int read = style.numReadWorkers();
    boolean selfReading = style.computeWorkersRead().equals(Optional.of(true));
    boolean notSelfReading = style.computeWorkersRead().equals(Optional.of(false));
    refuse(
        single && compute > 0,
        "tasks of a single block have no workers that stay",
        with(COMPUTE_WORKERS, compute, SINGLE_BLOCK, true),
        "0",
        leaveOut(COMPUTE_WORKERS, SINGLE_BLOCK));
    refuse(
        single && read > 0,
        "tasks of a single block have no download slots of their own",
        with(READ_WORKERS, read, SINGLE_BLOCK, true),
        "0",
        leaveOut(READ_WORKERS, SINGLE_BLOCK));
    refuse(
        selfReading && kind == WorkerKind.THREADS,
        "threads share the downloads of their process",
        with(WORKERS_READ, true, KIND, kind.text()),
        "false, or nothing",
        "leave out " + WORKERS_READ + ", or choose CW_SUBPROC");
    refuse(
        single && kind == WorkerKind.THREADS,
        "threads do not take one block at a time",
        with(SINGLE_BLOCK, true, KIND, kind.text()),
        "false",
        "leave out " + SINGLE_BLOCK + ", or choose CW_NONE");
    refuse(
        compute > 0 && kind == WorkerKind.NONE,
        "there are compute workers, but no kind of them",
        with(COMPUTE_WORKERS, compute, KIND, kind.text()),
        "0, or a kind",
        "leave out " + COMPUTE_WORKERS + ", or choose CW_THREADS or CW_SUBPROC");
    refuse(
        compute == 0 && kind != WorkerKind.NONE && !single,
        "there is a kind of compute workers, but none of them",
        with(COMPUTE_WORKERS, compute, KIND, kind.text()),
        "at least 1",
        "say how many with " + COMPUTE_WORKERS + ", or choose CW_NONE");
    refuse(
        compute > 0 && notSelfReading && read == 0,
        "nobody reads",
        with(READ_WORKERS, read, WORKERS_READ, false),
        "at least 1 with " + COMPUTE_WORKERS + "=" + compute,
        "say how many downloads with " + READ_WORKERS + ", or leave out " + WORKERS_READ);
    refuse(
        kind == WorkerKind.AWSBATCH && single,
        "AWS Batch takes no tasks of a single block",
        with(SINGLE_BLOCK, true, KIND, kind.text()),
        "false",
        "leave out " + SINGLE_BLOCK + ", or choose another kind");
  }

  /**
   * More threads than processors only wait for each other.
   *
   * @throws StyleException if there are more
   */
  static void checkProcessors(ConcurrencyStyle style, int processors) {
    int threads = style.numComputeWorkers();
    new StyleRules(style)
        .refuse(
            style.computeWorkerKind() == WorkerKind.THREADS && threads > processors,
            threads + " threads are more than the " + processors + " processors of this computer",
            with(COMPUTE_WORKERS, threads, KIND, WorkerKind.THREADS.text()),
            "at most " + processors,
            "ask for fewer, or choose CW_SUBPROC");
  }

  private void values() {
    count(READ_WORKERS, style.numReadWorkers());
    count(COMPUTE_WORKERS, style.numComputeWorkers());
    timeout(ConcurrencyStyle.READ_INSERT, style.readBufferInsertTimeout());
    timeout(ConcurrencyStyle.READ_POP, style.readBufferPopTimeout());
    timeout(ConcurrencyStyle.COMPUTE_INSERT, style.computeBufferInsertTimeout());
    timeout(ConcurrencyStyle.COMPUTE_POP, style.computeBufferPopTimeout());
    timeout(ConcurrencyStyle.BARRIER, style.computeBarrierTimeout());
  }

  private void count(String field, int value) {
    refuse(
        value < 0,
        "there cannot be fewer than none",
        field + "=" + value,
        "0 or more",
        "leave out " + field + " for its default");
    refuse(
        value > MOST,
        "more than " + MOST + " at a time are not offered",
        field + "=" + value,
        "0 to " + MOST,
        "ask for fewer; more computers can help with 'cellar work'");
  }

  private void timeout(String field, Optional<Duration> limit) {
    limit.ifPresent(
        time ->
            refuse(
                !time.isPositive() || time.compareTo(Duration.ofSeconds(LONGEST_SECONDS)) > 0,
                time.isPositive() ? "the time is too long" : "there is no time to wait",
                field + "=" + ConcurrencyStyle.seconds(time),
                "seconds above 0, at most " + LONGEST_SECONDS,
                "write null to wait without end"));
  }

  private void whatIsOffered() {
    refuse(
        !style.haveSharedTemp(),
        "workers know of each other through the job's folder only",
        SHARED_TEMP + "=false",
        "true",
        "put the job's folder where all of its workers reach it");
    WorkerKind kind = style.computeWorkerKind();
    refuse(
        kind.refusal().isPresent(),
        kind.refusal().orElse(""),
        KIND + "=" + kind.text(),
        "CW_NONE, CW_THREADS or CW_SUBPROC",
        kind.instead());
  }

  /** A field and its value, beside another that it does not go with. */
  private static String with(String field, Object value, String other, Object otherValue) {
    return field + "=" + value + " with " + other + "=" + otherValue;
  }

  private static String leaveOut(String one, String other) {
    return "leave out " + one + " or " + other;
  }

  /**
   * Refuses the style if a rule is broken.
   *
   * @param where the field, an equals sign, its value, and what it does not go with
   */
  private void refuse(boolean broken, String reason, String where, String expected, String remedy) {
    if (broken) {
      int sign = where.indexOf('=');
      throw new StyleException(
          reason, where.substring(0, sign), where.substring(sign + 1), expected, remedy);
    }
  }
}
