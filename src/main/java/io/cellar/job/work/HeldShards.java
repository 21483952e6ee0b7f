package io.cellar.job.work;

import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.ShardEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The shards that a worker holds: one at work, others whose last blocks are on their way. */
final class HeldShards {
  private static final int MOST = 4;
  private static final long LOOK_MILLIS = 400;

  /** What was accepted is waited for, but not longer. */
  private static final Duration LONGEST_END = Duration.ofSeconds(20);

  private final Map<Long, Held> all = new LinkedHashMap<>();
  private long came;

  /**
   * One that is worked on.
   *
   * @param attempt names this attempt at it among all
   */
  record Held(Shard shard, String attempt, ShardTask.Run run) {
    long number() {
      return shard.number();
    }

    private long bytes() {
      return run.counts().bytes() - shard.earlier().counts().bytes();
    }

    /**
     * Lets others have it, with what has become of it so far.
     *
     * @return the blocks of it that could not be had, if that could not be kept
     */
    List<JobFailure> giveBack(ShardSource job, String worker) throws IOException {
      ShardCounts before = shard.earlier().counts();
      ShardCounts now = run.counts();
      boolean more = now.blocks() > before.blocks() || now.bytes() > before.bytes();
      if (shard.offer().isPresent() || !more) {
        job.giveBack(number(), worker); // its file says all that is known
        return List.of();
      }
      ShardEnd soFar = new ShardEnd(attempt, now, shard.earlier().results(), true);
      List<JobFailure> failures = run.failures();
      return job.giveBack(number(), worker, soFar, failures) ? List.of() : failures;
    }
  }

  void add(Held shard) {
    all.put(shard.number(), shard);
  }

  void remove(Held shard) {
    came += shard.bytes();
    all.remove(shard.number());
  }

  /** How many bytes have come over the network for all that are or were held. */
  long bytes() {
    return came + all.values().stream().mapToLong(Held::bytes).sum();
  }

  /** All at this moment. */
  List<Held> now() {
    return List.copyOf(all.values());
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether there is room for another. */
  boolean mayAdd() {
    return all.size() < MOST && all.values().stream().allMatch(h -> h.run.isTailing());
  }

  /**
   * Waits until all have come to their end, but not without end.
   *
   * @param changes gets something when one has
   * @return whether the thread was interrupted meanwhile
   */
  boolean awaitEnd(BlockingQueue<Boolean> changes) {
    long end = System.nanoTime() + LONGEST_END.toNanos();
    boolean interrupted = false;
    while (areOpen() && System.nanoTime() - end < 0) {
      try {
        changes.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  private boolean areOpen() {
    return all.values().stream().anyMatch(h -> h.run.end() == null);
  }

  void cancel() {
    all.values().forEach(h -> h.run.cancel());
  }

  /** What has become of their blocks so far. */
  ShardCounts counts() {
    return all.values().stream()
        .map(h -> h.run.counts())
        .reduce(ShardCounts.NONE, ShardCounts::plus);
  }

  /** Of all together. */
  double bytesPerSecond() {
    return all.values().stream().mapToDouble(h -> h.run.bytesPerSecond()).sum();
  }

  /**
   * What the first of them that waits waits for; empty when none does, or while something arrives
   * for another.
   */
  String waitsFor() {
    if (bytesPerSecond() > 0) {
      return "";
    }
    return all.values().stream()
        .map(h -> h.run.waitsFor())
        .filter(words -> !words.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Has them keep to a part of a job's limits. */
  void limit(int requests, OptionalLong bytesPerSecond) {
    now().forEach(h -> h.run.limits(requests, bytesPerSecond));
  }
}
