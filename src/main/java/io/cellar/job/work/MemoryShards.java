package io.cellar.job.work;

import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.ShardEnd;
import io.cellar.job.folder.Stop;
import io.cellar.job.folder.WorkerStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The shards of a job that has no folder: one worker has them all. */
final class MemoryShards implements ShardSource {
  /** More are counted, not listed; as in a folder. */
  private static final int MOST_FAILURES = 100_000;

  private final JobSpec spec;
  private final TreeSet<Long> givenBack = new TreeSet<>();
  private final Map<Long, ShardEnd> soFar = new HashMap<>();
  private final Map<Long, List<JobFailure>> soFarFailed = new HashMap<>();
  private final TreeSet<Long> held = new TreeSet<>();
  private final List<JobFailure> failures = new ArrayList<>();
  private long next;

  MemoryShards(JobSpec spec) {
    this.spec = spec;
  }

  @Override
  public JobSpec spec() {
    return spec;
  }

  @Override
  public Optional<Stop> stop() {
    return Optional.empty();
  }

  @Override
  public synchronized Optional<Long> claim(String worker) {
    Long shard = givenBack.pollFirst();
    if (shard == null && next < spec.shards()) {
      shard = next++;
    }
    if (shard != null) {
      held.add(shard);
      soFarFailed.remove(shard);
    }
    return Optional.ofNullable(shard);
  }

  @Override
  public synchronized boolean isOver() {
    return next >= spec.shards() && givenBack.isEmpty() && held.isEmpty();
  }

  @Override
  public synchronized boolean end(
      long shard, String worker, String attempt, ShardTask.End.Done done) {
    soFar.remove(shard);
    done.failures().stream()
        .limit(Math.max(0, MOST_FAILURES - failures.size()))
        .forEach(failures::add);
    return held.remove(shard);
  }

  @Override
  public synchronized ShardEnd earlier(long shard, String worker) {
    return soFar.getOrDefault(shard, ShardEnd.NONE);
  }

  @Override
  public synchronized void giveBack(long shard, String worker) {
    if (held.remove(shard)) {
      givenBack.add(shard);
    }
  }

  @Override
  public synchronized boolean giveBack(
      long shard, String worker, ShardEnd soFar, List<JobFailure> failed) {
    if (held.contains(shard)) {
      this.soFar.put(shard, soFar);
      soFarFailed.put(shard, List.copyOf(failed));
      giveBack(shard, worker);
    }
    return true;
  }

  @Override
  public synchronized boolean isHeld(long shard, String worker) {
    return held.contains(shard);
  }

  @Override
  public void takeBack(String worker) {} // there is no other

  @Override
  public List<WorkerStatus> others(String worker) {
    return List.of();
  }

  @Override
  public void say(WorkerStatus status) {} // nobody listens

  @Override
  public void report() {} // there is no place for one

  @Override
  public synchronized List<JobFailure> failures() {
    List<JobFailure> all = new ArrayList<>(failures);
    soFarFailed.values().forEach(all::addAll);
    return List.copyOf(all);
  }
}
