package io.cellar.job.work;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.WorkerFiles;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.job.style.ConcurrencyStyle;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The two time-outs of the read buffer between whoever downloads for workers and these: it has been
 * full for too long, or workers have waited too long for a shard. Both begin anew with every block
 * that passes, so that slow is not the same as stuck, and stand still while a host or the disk is
 * waited for. Used by one thread.
 */
final class OfferClocks {
  private final JobFolder job;
  private final ConcurrencyStyle style;
  private long looked = System.nanoTime();
  private long insertNanos;
  private long popNanos;
  private long verified;
  private long downloaded;

  OfferClocks(JobFolder job, ConcurrencyStyle style) {
    this.job = job;
    this.style = style;
  }

  /**
   * Looks at both.
   *
   * @param full whether no more may be offered
   * @param empty whether nothing is offered though something is being downloaded
   * @param workers how many there are to take something
   * @param stands whether the clocks stand still
   * @param counts of the blocks that were downloaded
   * @return the one that has run out
   */
  Optional<StageTimeoutException> look(
      boolean full, boolean empty, int workers, boolean stands, ShardCounts counts)
      throws IOException {
    long now = System.nanoTime();
    long elapsed = stands ? 0 : now - looked;
    looked = now;
    List<WorkerStatus> living = living();
    long verifiedNow = verified(living);
    boolean hasPassed = verifiedNow != verified;
    boolean hasCome = counts.blocks() != downloaded;
    verified = verifiedNow;
    downloaded = counts.blocks();
    boolean waits = empty && workers > living.stream().filter(OfferClocks::isWorking).count();
    insertNanos = full && !hasPassed ? insertNanos + elapsed : 0;
    popNanos = waits && !hasPassed && !hasCome ? popNanos + elapsed : 0;
    return due(
            style.readBufferInsertTimeout(),
            insertNanos,
            ConcurrencyStyle.READ_INSERT,
            "no worker has taken a downloaded part",
            verified)
        .or(
            () ->
                due(
                    style.readBufferPopTimeout(),
                    popNanos,
                    ConcurrencyStyle.READ_POP,
                    "workers wait for a part and no block has come",
                    downloaded));
  }

  private static boolean isWorking(WorkerStatus worker) {
    return worker.state() == WorkerStatus.State.WORKING;
  }

  private List<WorkerStatus> living() throws IOException {
    return job.workers().all().stream()
        .filter(WorkerFiles.Seen::lives)
        .map(WorkerFiles.Seen::status)
        .filter(status -> status.kind().equals(Worker.OFFLINE))
        .toList();
  }

  private long verified(List<WorkerStatus> living) throws IOException {
    return job.shards().look().counts().blocks()
        + living.stream().mapToLong(status -> status.counts().blocks()).sum();
  }

  private static Optional<StageTimeoutException> due(
      Optional<Duration> limit, long nanos, String setting, String nothing, long passed) {
    if (limit.isEmpty() || nanos < limit.get().toNanos()) {
      return Optional.empty();
    }
    String words =
        "%s for %s s: %s=%s has run out after %d blocks that passed; raise %s, or set it to null to"
            .formatted(
                nothing,
                ConcurrencyStyle.seconds(Duration.ofMillis(nanos / 1_000_000)),
                setting,
                ConcurrencyStyle.seconds(limit.get()),
                passed,
                setting);
    return Optional.of(
        new StageTimeoutException(setting, words + " wait without end", Optional.empty()));
  }
}
