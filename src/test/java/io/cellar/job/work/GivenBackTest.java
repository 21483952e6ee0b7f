package io.cellar.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobResults;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.ShardEnd;
import io.cellar.job.folder.Stop;
import io.cellar.sample.FaultPlan;
import io.cellar.session.Volumes;
import io.cellar.thread.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is known of shards whose worker ended early. */
@EnabledOnOs(OS.LINUX)
class GivenBackTest {
  private static final WorkerProcess.Consent NO_CONSENT = new WorkerProcess.Consent(false, false);

  @TempDir private Path folder;

  private static Worker.Outcome run(JobFolder job) throws Exception {
    return new JobRunner(job, Volumes::forCommand, NO_CONSENT, message -> {}).run();
  }

  private static FutureTask<Worker.Outcome> start(JobFolder job) {
    FutureTask<Worker.Outcome> result = new FutureTask<>(() -> run(job));
    Threads.platform("job", result).start();
    return result;
  }

  private static long onDisk(JobRig rig) {
    try {
      return rig.onDisk();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One shard, so that nothing is told by shards that ended. */
  @Test
  void afterASignalTheSummaryAgreesWithTheDisk() throws Exception {
    try (JobRig rig = JobRig.slow(folder.resolve("data"), Duration.ofMillis(100))) {
      JobFolder job = rig.limited(JobRig.BLOCKS, 2, OptionalLong.empty(), 1);
      Path out = folder.resolve("out.txt");
      List<String> words = new ArrayList<>(WorkerCommand.program(true));
      words.addAll(List.of("work", job.path().toString(), "--json"));
      Process work =
          new ProcessBuilder(words)
              .redirectOutput(out.toFile())
              .redirectError(folder.resolve("err.txt").toFile())
              .start();
      JobRig.await("some have come", () -> onDisk(rig) >= 10);
      work.destroy();
      assertTrue(work.waitFor(60, TimeUnit.SECONDS), "it does not end");
      long there = rig.onDisk();
      assertTrue(there < JobRig.BLOCKS, "it was too quick for this test");
      String last = Files.readAllLines(out).getLast();
      assertTrue(last.contains("\"fetched\": " + there + ", \"skipped\": 0"), last);
      assertTrue(last.contains("\"not_tried\": " + (JobRig.BLOCKS - there)), last);
      JobState paused = job.look();
      assertEquals(JobStatus.PAUSED, paused.status());
      assertEquals(there, paused.counts().fetched());
      assertEquals(there, paused.counts().blocks());
      assertInstanceOf(Worker.Outcome.Over.class, run(job));
      assertEquals(JobRig.BLOCKS, job.look().counts().fetched(), "by both together");
      assertEquals(0, job.look().counts().skipped());
      assertEquals(JobRig.BLOCKS, job.look().counts().blocks());
    }
  }

  @Test
  void failuresAreToldUntilTheShardIsTakenAgain() throws Exception {
    try (JobRig rig = JobRig.slow(folder.resolve("data"), Duration.ofMillis(100))) {
      rig.server().setFaults(FaultPlan.parse(List.of("redirect-file=0.3"), 3));
      JobFolder job = rig.limited(JobRig.BLOCKS, 2, OptionalLong.empty(), 1);
      FutureTask<Worker.Outcome> result = start(job);
      JobRig.await(
          "some fail", () -> rig.server().log().faults("redirect-file") > 4 && onDisk(rig) > 4);
      job.stop(Stop.PAUSE);
      assertInstanceOf(Worker.Outcome.Told.class, result.get(60, TimeUnit.SECONDS));
      ShardCounts paused = job.look().counts();
      List<JobFailure> listed = job.listFailures();
      assertTrue(paused.failed() > 4, paused::toString);
      assertEquals(paused.failed(), listed.size());
      assertEquals(Map.of("refused", paused.failed()), paused.failures());
      assertEquals(rig.onDisk(), paused.fetched());
      rig.server().setFaults(FaultPlan.NONE);
      job.letGo();
      assertInstanceOf(Worker.Outcome.Over.class, run(job));
      assertEquals(List.of(), job.listFailures());
      assertEquals(0, job.look().counts().failed());
      assertEquals(JobRig.BLOCKS, job.look().counts().fetched());
    }
  }

  @Test
  void whatWasTriedAgainIsAddedToWhatWasFetchedBefore() throws Exception {
    try (JobRig rig = new JobRig(folder.resolve("data"), Duration.ZERO)) {
      rig.server().setFaults(FaultPlan.parse(List.of("redirect-file=0.3"), 3));
      JobFolder job = rig.job(Map.of(), 16);
      assertInstanceOf(Worker.Outcome.Over.class, run(job));
      ShardCounts first = job.look().counts();
      assertTrue(first.failed() > 0 && first.fetched() > 0, first::toString);
      rig.server().setFaults(FaultPlan.NONE);
      assertTrue(job.retry(Optional.empty()) > 0);
      assertEquals(first.fetched(), job.look().counts().fetched());
      assertInstanceOf(Worker.Outcome.Over.class, run(job));
      ShardCounts both = job.look().counts();
      assertEquals(JobRig.BLOCKS, both.fetched());
      assertEquals(0, both.skipped() + both.failed());
      assertTrue(both.bytes() > first.bytes(), both::toString);
      assertEquals(JobStatus.FINISHED, job.look().status());
    }
  }

  @Test
  void inMemoryItIsTheSame() throws Exception {
    try (JobRig rig = new JobRig(folder.resolve("data"), Duration.ZERO)) {
      ShardSource shards = ShardSource.inMemory(rig.job(Map.of(), 48).spec());
      assertEquals(0L, shards.claim("a").orElseThrow());
      assertEquals(ShardEnd.NONE, shards.earlier(0, "a"));
      ShardCounts counts =
          new ShardCounts(9, 7, 0, 0, 0, 0, 2, 70, 1, Map.of("refused", 2L), Map.of());
      ShardEnd soFar = new ShardEnd("a.0", counts, JobResults.NONE, true);
      JobFailure failure =
          new JobFailure(0, "a.0", 0, 0, List.of(0L, 0L, 0L), "refused", "403", "");
      assertTrue(shards.giveBack(0, "a", soFar, List.of(failure)));
      assertEquals(List.of(failure), shards.failures());
      assertEquals(0L, shards.claim("b").orElseThrow());
      assertEquals(soFar, shards.earlier(0, "b"));
      assertEquals(List.of(), shards.failures());
    }
  }
}
