package io.cellar.app;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.WorkerFiles.Seen;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.job.folder.WorkerStatus.State;
import io.cellar.job.work.OpenedJob;
import io.cellar.job.work.Shard;
import io.cellar.job.work.ShardTask;
import io.cellar.job.work.Worker;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A worker of this process, of which more is known than it says in the job's folder every few
 * seconds.
 */
final class WorkerHere {
  private final Worker worker;

  /** By the shard's number; those that have ended too, until that is seen in the folder. */
  private final Map<Long, ShardTask.Run> runs = new ConcurrentHashMap<>();

  /**
   * A worker that has not begun.
   *
   * @param kind as of a {@link Worker}
   */
  WorkerHere(JobFolder job, OpenedJob open, String kind) {
    this.worker = new Worker(job, open.plan(), new Watched(open.task()), kind);
  }

  /** Sees which shards are begun with. */
  private final class Watched implements ShardTask {
    private final ShardTask task;

    Watched(ShardTask task) {
      this.task = task;
    }

    @Override
    public Run begin(Shard shard, String attempt, Runnable changed) {
      Run run = task.begin(shard, attempt, changed);
      runs.put(shard.number(), run);
      return run;
    }

    @Override
    public Optional<String> workerError() {
      return task.workerError();
    }
  }

  /** See {@link Worker#run}. */
  Worker.Outcome run() throws IOException {
    return worker.run();
  }

  /** See {@link Worker#leave}. */
  void leave() {
    worker.leave();
  }

  /**
   * How it is with its job at this moment, from what its folder told just now: counted are the
   * shards that have ended there, and what this worker has of those that have not.
   */
  JobState fresher(JobState seen) {
    ShardCounts own = ShardCounts.NONE;
    for (Map.Entry<Long, String> held : seen.shards().running().entrySet()) {
      ShardTask.Run run = runs.get(held.getKey());
      if (run != null && held.getValue().equals(worker.id())) {
        own = own.plus(run.counts());
      }
    }
    runs.entrySet()
        .removeIf(
            e -> e.getValue().end() != null && !seen.shards().running().containsKey(e.getKey()));
    List<Seen> workers = new ArrayList<>();
    ShardCounts counts = seen.shards().counts();
    boolean begun = false;
    for (Seen each : seen.workers()) {
      boolean mine = each.status().id().equals(worker.id());
      Seen now = mine && each.lives() ? new Seen(status(each.status(), own), true) : each;
      workers.add(now);
      counts = now.lives() ? counts.plus(now.status().counts()) : counts;
      begun |= now.lives() && now.status().state() != State.STARTING;
    }
    JobStatus status =
        seen.status() == JobStatus.QUEUED && begun ? JobStatus.RUNNING : seen.status();
    return new JobState(seen.spec(), status, seen.shards(), workers, counts, seen.error());
  }

  private WorkerStatus status(WorkerStatus said, ShardCounts own) {
    String words = worker.words();
    State state = runs.isEmpty() ? said.state() : words.isEmpty() ? State.WORKING : State.WAITING;
    return new WorkerStatus(
        said.id(),
        said.process(),
        said.kind(),
        state,
        own,
        said.shards(),
        worker.bytesPerSecond(),
        words,
        said.error(),
        Instant.now());
  }
}
