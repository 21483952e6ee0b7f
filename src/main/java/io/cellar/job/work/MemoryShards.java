package io.cellar.job.work;

import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.Stop;
import io.cellar.job.folder.WorkerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The shards of a job that has no folder: one worker has them all. */
final class MemoryShards implements ShardSource {
  /** More are counted, not listed; as in a folder. */
  private static final int MOST_FAILURES = 100_000;

  private final JobSpec spec;
  private final TreeSet<Long> givenBack = new TreeSet<>();
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
    done.failures().stream()
        .limit(Math.max(0, MOST_FAILURES - failures.size()))
        .forEach(failures::add);
    return held.remove(shard);
  }

  @Override
  public synchronized void giveBack(long shard, String worker) {
    if (held.remove(shard)) {
      givenBack.add(shard);
    }
  }

  @Override
  public synchronized boolean isHeld(long shard, String worker) {
    return held.contains(shard);
  }

  @Override
  public void takeBack(String worker) {} // there is no other

  @Override
  public int living() {
    return 1;
  }

  @Override
  public void say(WorkerStatus status) {} // nobody listens

  @Override
  public void report() {} // there is no place for one

  @Override
  public synchronized List<JobFailure> failures() {
    return List.copyOf(failures);
  }
}
