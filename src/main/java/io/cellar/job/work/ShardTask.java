package io.cellar.job.work;

import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobResults;
import io.cellar.job.folder.ShardCounts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a job does with each of its shards. Thread-safe. */
public interface ShardTask {

  /**
   * Begins with a shard and returns.
   *
   * @param attempt names this attempt at the shard among all
   * @param changed is run when it has ended, or has room for another shard beside it; on any
   *     thread, and returns at once
   */
  Run begin(Shard shard, String attempt, Runnable changed);

  /**
   * What begins from now on keeps to other limits.
   *
   * @param requests most that are open; 0: no limit
   * @param bytesPerSecond most; empty: no limit
   */
  default void limits(int requests, OptionalLong bytesPerSecond) {}

  /**
   * What went wrong last in whoever works, which no server and no disk can be blamed for; empty
   * when nothing did.
   */
  default Optional<String> workerError() {
    return Optional.empty();
  }

  /** A shard that is worked on. All methods return at once. */
  interface Run {

    /** True when all of it has been asked for, so that another shard may begin. */
    boolean isTailing();

    /** What has become of its blocks so far. */
    ShardCounts counts();

    /** The blocks that could not be had so far, as far as they are listed. */
    List<JobFailure> failures();

    /** Over the last seconds. */
    double bytesPerSecond();

    /** What it waits for, in a few words; empty when it does not. */
    String waitsFor();

    /**
     * Other limits from now on.
     *
     * @param requests most that are open; 0: no limit
     * @param bytesPerSecond most; empty: no limit
     */
    void limits(int requests, OptionalLong bytesPerSecond);

    /** Asks for nothing more and gives up what is on its way; it ends soon. */
    void cancel();

    /** How it ended; null as long as it has not. */
    End end();
  }

  /** How a shard ended. */
  sealed interface End {
    /**
     * Every block came to its end, good or bad, and what is good survives a power cut.
     *
     * @param failures the blocks that could not be had, as far as they are listed
     * @param results what else was found out, merged over all shards
     */
    record Done(ShardCounts counts, List<JobFailure> failures, JobResults results) implements End {}

    /** It was cancelled. */
    record Cancelled() implements End {}

    /** For a reason that concerns all shards. */
    record Stopped(Throwable why) implements End {}
  }
}
