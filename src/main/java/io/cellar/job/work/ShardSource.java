package io.cellar.job.work;

import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.Stop;
import io.cellar.job.folder.WorkerFiles;
import io.cellar.job.folder.WorkerStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a worker takes its shards from, and says what becomes of them: the folder of a job, or the
 * memory of this process where no folder is needed or none can be made. Thread-safe.
 */
public interface ShardSource {

  /** What is to be done. */
  JobSpec spec();

  /** What workers are asked for; empty when nothing. */
  Optional<Stop> stop() throws IOException;

  /**
   * Takes a shard that nobody works on.
   *
   * @param worker id of who takes it
   * @return its number; empty when there is none at the moment
   */
  Optional<Long> claim(String worker) throws IOException;

  /** Whether no shard is left, neither to be taken nor held by anybody. */
  boolean isOver() throws IOException;

  /**
   * Ends a shard that its worker still holds.
   *
   * @return false when it was taken away meanwhile; then nothing was changed
   */
  boolean end(long shard, String worker, String attempt, ShardTask.End.Done done)
      throws IOException;

  /** Lets others have a shard; nothing when it was taken away meanwhile. */
  void giveBack(long shard, String worker) throws IOException;

  /** True while a worker holds a shard. */
  boolean isHeld(long shard, String worker);

  /**
   * Takes shards from workers that are gone.
   *
   * @param worker id of who asks, which has said that it lives
   */
  void takeBack(String worker) throws IOException;

  /** How many workers live, at least 1. */
  int living() throws IOException;

  /** Says that a worker lives. */
  void say(WorkerStatus status) throws IOException;

  /** Writes down what has become of the job, when no shard is left. */
  void report() throws IOException;

  /** The blocks that could not be had, as far as they are listed. */
  List<JobFailure> failures() throws IOException;

  /** The shards of a job's folder. */
  static ShardSource of(JobFolder job) {
    return new OfFolder(job, false);
  }

  /** The same, of a job whose folder is removed when nothing failed; no report is written then. */
  static ShardSource passing(JobFolder job) {
    return new OfFolder(job, true);
  }

  /** The shards of a job without a folder; no other worker has part in it. */
  static ShardSource inMemory(JobSpec spec) {
    return new MemoryShards(spec);
  }

  /** Those of a folder. */
  record OfFolder(JobFolder job, boolean passing) implements ShardSource {
    private static final Logger LOG = LoggerFactory.getLogger(OfFolder.class);

    @Override
    public JobSpec spec() {
      return job.spec();
    }

    @Override
    public Optional<Stop> stop() throws IOException {
      return job.stop();
    }

    @Override
    public Optional<Long> claim(String worker) throws IOException {
      return job.shards().claim(worker);
    }

    @Override
    public boolean isOver() throws IOException {
      return job.shards().look().isOver();
    }

    @Override
    public boolean end(long shard, String worker, String attempt, ShardTask.End.Done done)
        throws IOException {
      job.failures().add(worker, done.failures());
      return job.shards().end(shard, worker, attempt, done.counts());
    }

    @Override
    public void giveBack(long shard, String worker) throws IOException {
      job.shards().giveBack(shard, worker);
    }

    @Override
    public boolean isHeld(long shard, String worker) {
      return job.shards().isHeld(shard, worker);
    }

    @Override
    public void takeBack(String worker) throws IOException {
      job.shards().takeBack(other -> !other.equals(worker) && isGone(other, worker));
    }

    private boolean isGone(String other, String asking) {
      try {
        return job.workers().isGone(other, asking);
      } catch (IOException e) {
        LOG.debug("whether {} lives cannot be told", other, e);
        return false;
      }
    }

    @Override
    public int living() throws IOException {
      return Math.max(
          1, (int) job.workers().all().stream().filter(WorkerFiles.Seen::lives).count());
    }

    @Override
    public void say(WorkerStatus status) throws IOException {
      job.workers().say(status);
    }

    @Override
    public void report() throws IOException {
      if (!passing || job.shards().look().failed() > 0) {
        job.report();
      }
    }

    @Override
    public List<JobFailure> failures() throws IOException {
      return job.listFailures();
    }
  }
}
