package io.cellar.engine.stage;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How much happens at once, and where. The names are those of rios, whose users know them.
 *
 * <p>In the engine, read workers are open requests per host and compute workers are decode permits;
 * the time-outs are those of the two buffers between downloads, decoding and writing. In jobs,
 * compute workers of the other kinds are shards.
 *
 * @param numReadWorkers open requests; 0: found out for each host
 * @param numComputeWorkers decode permits, or shards; 0: one for each core
 * @param computeWorkerKind where they run
 * @param computeWorkersRead each compute worker downloads for itself
 * @param singleBlockComputeWorkers one task for each block
 * @param haveSharedTemp workers share a folder, so that tasks are handed over as files in it
 * @param readBufferInsertTimeout how long a download waits to hand over; empty: without end
 * @param readBufferPopTimeout how long decoding waits for a download; empty: without end
 * @param computeBufferInsertTimeout how long decoding waits to hand over; empty: without end
 * @param computeBufferPopTimeout how long writing waits for a block; empty: without end
 * @param computeBarrierTimeout how long all workers may take to appear
 */
public record ConcurrencyStyle(
    int numReadWorkers,
    int numComputeWorkers,
    WorkerKind computeWorkerKind,
    boolean computeWorkersRead,
    boolean singleBlockComputeWorkers,
    boolean haveSharedTemp,
    Optional<Duration> readBufferInsertTimeout,
    Optional<Duration> readBufferPopTimeout,
    Optional<Duration> computeBufferInsertTimeout,
    Optional<Duration> computeBufferPopTimeout,
    Optional<Duration> computeBarrierTimeout) {

  private static final Optional<Duration> TEN_SECONDS = Optional.of(Duration.ofSeconds(10));

  /**
   * A checked style.
   *
   * @throws IllegalArgumentException naming the first rule that is broken
   */
  public ConcurrencyStyle {
    check(
        singleBlockComputeWorkers && numComputeWorkers > 0,
        "singleBlockComputeWorkers starts its own workers: numComputeWorkers must be 0, not "
            + numComputeWorkers);
    check(
        singleBlockComputeWorkers && numReadWorkers > 0,
        "singleBlockComputeWorkers read for themselves: numReadWorkers must be 0, not "
            + numReadWorkers);
    check(
        computeWorkersRead && computeWorkerKind == WorkerKind.CW_THREADS,
        "computeWorkersRead needs workers outside of this process, not CW_THREADS");
    check(
        singleBlockComputeWorkers && computeWorkerKind == WorkerKind.CW_THREADS,
        "singleBlockComputeWorkers needs workers outside of this process, not CW_THREADS");
    check(
        numComputeWorkers > 0 && computeWorkerKind == WorkerKind.CW_NONE,
        numComputeWorkers + " compute workers need a computeWorkerKind other than CW_NONE");
    check(
        numComputeWorkers == 0
            && computeWorkerKind != WorkerKind.CW_NONE
            && !singleBlockComputeWorkers,
        computeWorkerKind + " needs numComputeWorkers of at least 1");
    check(
        numComputeWorkers > 0 && !computeWorkersRead && numReadWorkers == 0,
        "compute workers that do not read for themselves need numReadWorkers of at least 1");
    check(
        singleBlockComputeWorkers && computeWorkerKind == WorkerKind.CW_AWSBATCH,
        "singleBlockComputeWorkers cannot be used with CW_AWSBATCH");
    int cores = Runtime.getRuntime().availableProcessors();
    check(
        computeWorkerKind == WorkerKind.CW_THREADS && numComputeWorkers > cores,
        numComputeWorkers + " CW_THREADS compute workers are more than the " + cores + " cores");
    check(
        numReadWorkers < 0 || numComputeWorkers < 0,
        "numbers of workers must not be negative: "
            + numReadWorkers
            + " read, "
            + numComputeWorkers
            + " compute");
  }

  /** Everything found out by the engine, the original's time-outs. */
  public static ConcurrencyStyle defaults() {
    return new ConcurrencyStyle(
        0,
        0,
        WorkerKind.CW_NONE,
        false,
        false,
        true,
        TEN_SECONDS,
        TEN_SECONDS,
        TEN_SECONDS,
        Optional.of(Duration.ofSeconds(20)),
        Optional.of(Duration.ofSeconds(600)));
  }

  /** The same without time-outs of buffers: for work that waits for a person or a network. */
  public ConcurrencyStyle withoutBufferTimeouts() {
    return new ConcurrencyStyle(
        numReadWorkers,
        numComputeWorkers,
        computeWorkerKind,
        computeWorkersRead,
        singleBlockComputeWorkers,
        haveSharedTemp,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        computeBarrierTimeout);
  }

  /** The same with a fixed number of open requests; 0: found out for each host. */
  public ConcurrencyStyle withReadWorkers(int workers) {
    return new ConcurrencyStyle(
        workers,
        numComputeWorkers,
        computeWorkerKind,
        computeWorkersRead,
        singleBlockComputeWorkers,
        haveSharedTemp,
        readBufferInsertTimeout,
        readBufferPopTimeout,
        computeBufferInsertTimeout,
        computeBufferPopTimeout,
        computeBarrierTimeout);
  }

  /** Every parameter by name, time-outs in seconds. */
  @Override
  public String toString() {
    return "ConcurrencyStyle(numReadWorkers="
        + numReadWorkers
        + ", numComputeWorkers="
        + numComputeWorkers
        + ", computeWorkerKind="
        + computeWorkerKind
        + ", computeWorkersRead="
        + computeWorkersRead
        + ", singleBlockComputeWorkers="
        + singleBlockComputeWorkers
        + ", haveSharedTemp="
        + haveSharedTemp
        + ", readBufferInsertTimeout="
        + seconds(readBufferInsertTimeout)
        + ", readBufferPopTimeout="
        + seconds(readBufferPopTimeout)
        + ", computeBufferInsertTimeout="
        + seconds(computeBufferInsertTimeout)
        + ", computeBufferPopTimeout="
        + seconds(computeBufferPopTimeout)
        + ", computeBarrierTimeout="
        + seconds(computeBarrierTimeout)
        + ")";
  }

  private static String seconds(Optional<Duration> timeout) {
    return timeout
        .map(
            t ->
                String.format(
                    Locale.ROOT, t.toMillis() % 1000 == 0 ? "%.0f" : "%.3f", t.toMillis() / 1000.0))
        .orElse("none");
  }

  private static void check(boolean broken, String message) {
    if (broken) {
      throw new IllegalArgumentException(message);
    }
  }
}
