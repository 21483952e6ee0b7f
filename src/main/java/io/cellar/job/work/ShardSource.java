package io.cellar.job.work;

import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.Offer;
import io.cellar.job.folder.ShardEnd;
import io.cellar.job.folder.ShardFiles.Taking;
import io.cellar.job.folder.Stop;
import io.cellar.job.folder.WorkerStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /** What earlier attempts at a shard that a worker holds have come to. */
  ShardEnd earlier(long shard, String worker) throws IOException;

  /** Lets others have a shard as it was; nothing when it was taken away meanwhile. */
  void giveBack(long shard, String worker) throws IOException;

  /**
   * Lets others have a shard; nothing when it was taken away meanwhile.
   *
   * @param soFar what has become of it, which whoever takes it next goes on with
   * @param failures the blocks of it that could not be had, as far as they are listed; they count
   *     until it is taken again
   * @return false if these could not be kept, such as on a full disk; others have it all the same
   */
  boolean giveBack(long shard, String worker, ShardEnd soFar, List<JobFailure> failures)
      throws IOException;

  /** True while a worker holds a shard. */
  boolean isHeld(long shard, String worker);

  /**
   * Takes shards from workers that are gone.
   *
   * @param worker id of who asks, which has said that it lives
   */
  void takeBack(String worker) throws IOException;

  /** What the other workers say that live and download something. */
  List<WorkerStatus> others(String worker) throws IOException;

  /** Says that a worker lives. */
  void say(WorkerStatus status) throws IOException;

  /** Writes down what has become of the job, when no shard is left. */
  void report() throws IOException;

  /** The blocks that could not be had, as far as they are listed. */
  List<JobFailure> failures() throws IOException;

  /** The shards of a job's folder. */
  static ShardSource of(JobFolder job) {
    return new FolderShards(job, false, Taking.ALL, Optional.empty());
  }

  /** The same, of a job whose folder is removed when nothing failed; no report is written then. */
  static ShardSource passing(JobFolder job) {
    return new FolderShards(job, true, Taking.ALL, Optional.empty());
  }

  /** The shards of a job without a folder; no other worker has part in it. */
  static ShardSource inMemory(JobSpec spec) {
    return new MemoryShards(spec);
  }

  /** What a shard that a worker holds was offered with, if it was downloaded for it. */
  default Optional<Offer> offer(long shard, String worker) throws IOException {
    return Optional.empty();
  }

  /**
   * Looks around; asked a few times a second, on the worker's thread.
   *
   * @return how the worker is to end at once; empty when it may go on
   */
  default Optional<Worker.Outcome> look(Worker worker) throws IOException {
    return Optional.empty();
  }

  /** A worker says that it lives so often, and oftener where the lease is short. */
  default Duration heartbeat() {
    return Duration.ofSeconds(5);
  }

  /** What a worker waits for that has no shard though some are left, for people. */
  default String waitsFor() {
    return "waiting for parts that others hold";
  }
}
