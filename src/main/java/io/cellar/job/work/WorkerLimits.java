package io.cellar.job.work;

import io.cellar.job.folder.WorkerStatus.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Has what a worker does keep to its part of the job's limits, see {@link LimitShare}. Only for the
 * worker's own thread.
 */
final class WorkerLimits {
  /** A little longer than the pause between two looks, so that none of the rate is lost. */
  private static final double SAVED_SECONDS = 0.5;

  private final ShardSource job;
  private final String worker;
  private final ShardTask task;
  private final HeldShards held;
  private final Runnable say;
  private final LimitShare share;
  private final long began = System.nanoTime();
  private double owed;
  private long counted;
  private long countedAt = began;

  /**
   * No part at first.
   *
   * @param share of the job's limits
   * @param say tells the others that the worker lives, and with which part
   */
  WorkerLimits(
      ShardSource job,
      String worker,
      LimitShare share,
      ShardTask task,
      HeldShards held,
      Runnable say) {
    this.job = job;
    this.worker = worker;
    this.share = share;
    this.task = task;
    this.held = held;
    this.say = say;
  }

  /** As others are told. */
  Part part() {
    return share.part();
  }

  /** What is waited for without a shard; empty when only the rate is kept to. */
  String waitsFor() {
    if (!share.isGranted()) {
      return LimitShare.WAITS;
    }
    return owed > 0 ? "" : job.waitsFor();
  }

  /**
   * Whether a shard may be taken; looks for a part if there is none yet. Each shard keeps to the
   * rate by itself, and its last blocks count when it has ended.
   */
  boolean mayTake() throws IOException {
    if (!share.isGranted()) {
      adjust();
    }
    return share.isGranted() && !owes();
  }

  private boolean owes() {
    OptionalLong rate = share.bytesPerSecond();
    if (rate.isEmpty()) {
      return false;
    }
    long now = System.nanoTime();
    long bytes = held.bytes();
    double perSecond = rate.getAsLong();
    double paid = (now - countedAt) / 1e9 * perSecond;
    owed = Math.max(-SAVED_SECONDS * perSecond, owed + bytes - counted - paid);
    counted = bytes;
    countedAt = now;
    return owed > 0;
  }

  /** Looks whether it is another part by now. */
  void adjust() throws IOException {
    if (!share.isLimited()) {
      return;
    }
    Duration age = Duration.ofNanos(System.nanoTime() - began);
    boolean more = share.propose(job.others(worker), !held.isEmpty(), age);
    if (!share.hasChanged()) {
      return;
    }
    if (!more) {
      keep();
    }
    say.run();
    if (more && !share.settle(job.others(worker))) {
      say.run();
    }
    keep();
  }

  private void keep() {
    if (share.isGranted()) {
      task.limits(share.requests(), share.bytesPerSecond());
      held.limit(share.requests(), share.bytesPerSecond());
    }
  }
}
