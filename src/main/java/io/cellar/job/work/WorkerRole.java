package io.cellar.job.work;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.ShardFiles.Taking;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Which shards a worker takes, and what it does with them when its task has done its part. */
interface WorkerRole {

  /** Which it takes. */
  Taking taking();

  /** Whether it may begin with another, as far as others are concerned. */
  boolean mayBegin() throws IOException;

  /**
   * Hands on a shard with which its task is done.
   *
   * @param attempt names this attempt at the shard among all
   * @return false when it was taken away meanwhile
   */
  boolean handOn(Shard shard, String worker, String attempt, ShardTask.End.Done done)
      throws IOException;

  /**
   * Looks around; asked a few times a second.
   *
   * @param worker itself
   * @return how it is to end at once; empty when it may go on
   */
  Optional<Worker.Outcome> look(Worker worker) throws IOException;

  /** It says that it lives at least so often. */
  default Duration heartbeat() {
    return Duration.ofSeconds(5);
  }

  /** What it waits for when it has no shard and there are some left, for people. */
  default String waitsFor() {
    return "waiting for shards that others hold";
  }

  /**
   * Takes any shard and ends it.
   *
   * @param parent the process without which it does not go on
   */
  static WorkerRole all(JobFolder job, Optional<ProcessHandle> parent) {
    return new Ending(job, Taking.ALL, parent);
  }

  /** Takes those that were downloaded for it, and ends them. */
  static WorkerRole offered(JobFolder job, Optional<ProcessHandle> parent) {
    return new Ending(job, Taking.OFFERED, parent);
  }

  /** Ends shards. */
  record Ending(JobFolder job, Taking taking, Optional<ProcessHandle> parent)
      implements WorkerRole {
    @Override
    public boolean mayBegin() {
      return true;
    }

    @Override
    public boolean handOn(Shard shard, String worker, String attempt, ShardTask.End.Done done)
        throws IOException {
      return job.shards().end(shard.number(), worker, attempt, done.counts(), done.results());
    }

    @Override
    public Optional<Worker.Outcome> look(Worker worker) {
      return parent.isPresent() && !parent.get().isAlive()
          ? Optional.of(new Worker.Outcome.Interrupted())
          : Optional.empty();
    }

    /** Whoever downloads for it must see that it gets on. */
    @Override
    public Duration heartbeat() {
      return Duration.ofSeconds(taking == Taking.OFFERED ? 1 : 5);
    }

    @Override
    public String waitsFor() {
      return taking == Taking.OFFERED
          ? "waiting for shards to be downloaded"
          : WorkerRole.super.waitsFor();
    }
  }
}
