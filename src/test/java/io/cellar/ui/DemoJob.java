package io.cellar.ui;

import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobResults;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.JobVolume;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.ShardFiles.Standing;
import io.cellar.job.folder.WorkerFiles.Seen;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.store.ProcessIdentity;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An invented job, changed step by step. */
public final class DemoJob {
  /** When all of them are looked at. */
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final long BLOCK_BYTES = 262144;

  private final String id;
  private final String name;
  private final List<JobVolume> volumes = new ArrayList<>();
  private final List<Seen> workers = new ArrayList<>();
  private final Map<String, Long> failures = new LinkedHashMap<>();
  private JobStatus status = JobStatus.RUNNING;
  private Instant now = NOW;
  private long blocks = 100;
  private long done;
  private long empty;
  private long absent;
  private long todo = 10;
  private boolean here = true;
  private boolean readable = true;
  private String problem = "";
  private Optional<String> error = Optional.empty();
  private Optional<JobRow.Left> left = Optional.empty();
  private Map<String, Object> style = Map.of();

  public DemoJob(String id, String name) {
    this.id = id;
    this.name = name;
  }

  /** Workers speak as long ago as they say, seen from now. */
  public DemoJob at(Instant time) {
    now = time;
    return this;
  }

  public DemoJob status(JobStatus next) {
    status = next;
    return this;
  }

  public DemoJob blocks(long ended, long all) {
    done = ended;
    blocks = all;
    return this;
  }

  public DemoJob empty(long many) {
    empty = many;
    return this;
  }

  public DemoJob absent(long many) {
    absent = many;
    return this;
  }

  public DemoJob failure(String cause, long many) {
    failures.put(cause, many);
    return this;
  }

  /** No shard is left. */
  public DemoJob over() {
    todo = 0;
    return this;
  }

  public DemoJob elsewhere() {
    here = false;
    return this;
  }

  public DemoJob left(Duration least, Duration most) {
    left = Optional.of(new JobRow.Left(least, most));
    return this;
  }

  public DemoJob error(String why) {
    error = Optional.of(why);
    return this;
  }

  public DemoJob unreadable(String why) {
    readable = false;
    problem = why;
    return this;
  }

  public DemoJob style(Map<String, Object> fields) {
    style = fields;
    return this;
  }

  public DemoJob volume(OpenVolume volume, Roi view, List<Integer> levels) {
    long[] shape = volume.description().viewShape();
    volumes.add(
        new JobVolume(
            volume.location(),
            volume.description().name(),
            Arrays.stream(shape).boxed().toList(),
            "0".repeat(64),
            view,
            levels));
    return this;
  }

  public DemoJob worker(
      String worker, WorkerStatus.State state, boolean lives, String words, long secondsAgo) {
    return worker(worker, state, lives, words, secondsAgo, 12.4e6);
  }

  public DemoJob worker(
      String worker,
      WorkerStatus.State state,
      boolean lives,
      String words,
      long secondsAgo,
      double rate) {
    WorkerStatus said =
        new WorkerStatus(
            worker,
            new ProcessIdentity(4711, "host", Optional.empty(), Optional.empty()),
            "background",
            state,
            ShardCounts.NONE,
            1,
            rate,
            words,
            Optional.empty(),
            now.minusSeconds(secondsAgo));
    workers.add(new Seen(said, lives));
    return this;
  }

  /** As the window sees it. */
  public JobRow row() {
    return new JobRow(
        id,
        name,
        Path.of("/home/someone/jobs/" + id),
        readable ? Optional.of(state()) : Optional.empty(),
        problem,
        here,
        left);
  }

  private JobState state() {
    long failed = failures.values().stream().mapToLong(n -> n).sum();
    ShardCounts counts =
        new ShardCounts(
            done,
            Math.max(0, done - failed - empty - absent),
            0,
            empty,
            0,
            absent,
            failed,
            done * BLOCK_BYTES,
            60,
            failures,
            Map.of());
    long shards = Math.min(blocks, 12);
    long ended = shards - Math.min(shards, todo);
    Standing standing =
        new Standing(
            Math.min(shards, todo),
            Map.of(),
            failed > 0 ? 0 : ended,
            failed > 0 ? ended : 0,
            counts,
            JobResults.NONE);
    return new JobState(spec(shards), status, standing, workers, counts, error);
  }

  private JobSpec spec(long shards) {
    return new JobSpec(
        id,
        name,
        NOW,
        volumes.isEmpty() ? List.of(anywhere()) : volumes,
        BlockOrder.SCAN,
        blocks,
        shards,
        1000,
        8,
        OptionalLong.of(2_500_000),
        false,
        true,
        false,
        Duration.ofMinutes(5),
        JobSpec.LEASE,
        style);
  }

  private static JobVolume anywhere() {
    Roi roi = new Roi(new long[] {0, 0, 0}, new long[] {64, 64, 64});
    return new JobVolume(
        "/home/someone/elsewhere.json",
        "elsewhere",
        List.of(64L, 64L, 64L),
        "0".repeat(64),
        roi,
        List.of(0));
  }
}
