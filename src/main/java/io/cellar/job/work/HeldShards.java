package io.cellar.job.work;

import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.ShardCounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The shards that a worker holds: one at work, others whose last blocks are on their way. */
final class HeldShards {
  private static final int MOST = 4;

  private final Map<Long, Held> all = new LinkedHashMap<>();

  /**
   * One that is worked on.
   *
   * @param attempt names this attempt at it among all
   */
  record Held(long number, String attempt, ShardTask.Run run) {}

  void add(Held shard) {
    all.put(shard.number, shard);
  }

  void remove(Held shard) {
    all.remove(shard.number);
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

  /** Whether some have not come to their end. */
  boolean areOpen() {
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

  /** What the first of them that waits waits for; empty when none does. */
  String waitsFor() {
    return all.values().stream()
        .map(h -> h.run.waitsFor())
        .filter(words -> !words.isEmpty())
        .findFirst()
        .orElse("");
  }

  /**
   * Has them keep to the part of a job's limits that falls to one worker.
   *
   * @param shares how many there are
   */
  void limit(JobSpec spec, int shares) {
    int requests = spec.requests() == 0 ? 0 : Math.max(1, spec.requests() / shares);
    OptionalLong all = spec.bytesPerSecond();
    OptionalLong rate =
        all.isPresent() ? OptionalLong.of(Math.max(1, all.getAsLong() / shares)) : all;
    now().forEach(h -> h.run.limits(requests, rate));
  }
}
