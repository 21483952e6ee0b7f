package io.cellar.faults;

import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.store.ProcessIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A worker that does nothing but take shards, say that it lives, note failures and end shards, one
 * after the other, and prints a shard's number when it has ended. To be killed.
 */
final class JobStateChild {
  /** Blocks that each shard is said to have had, of which one failed. */
  static final ShardCounts COUNTS =
      new ShardCounts(2, 1, 0, 0, 0, 0, 1, 9, 0.5, Map.of("x", 1L), Map.of("x", "on purpose"));

  private JobStateChild() {}

  public static void main(String[] args) throws Exception {
    JobFolder job = JobFolder.open(Path.of(args[0]), false);
    String id = "w-" + ProcessHandle.current().pid();
    while (true) {
      job.workers()
          .say(
              new WorkerStatus(
                  id,
                  ProcessIdentity.self(),
                  "test",
                  WorkerStatus.State.WORKING,
                  ShardCounts.NONE,
                  0,
                  0,
                  "",
                  Optional.empty(),
                  Instant.now()));
      long shard = job.shards().claim(id).orElseThrow();
      String attempt = id + "." + shard;
      job.failures()
          .add(
              id,
              List.of(new JobFailure(shard, attempt, 0, 0, List.of(0L), "x", "on purpose", "now")));
      job.shards().end(shard, id, attempt, COUNTS);
      System.out.println(shard);
      System.out.flush();
    }
  }
}
