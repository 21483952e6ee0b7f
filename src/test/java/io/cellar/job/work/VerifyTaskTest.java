package io.cellar.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobResults;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.Offer;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.ShardFiles.Taking;
import io.cellar.session.Volumes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker finds of shards that were downloaded for it. */
class VerifyTaskTest {
  private static final Map<String, Object> STYLE =
      Map.of(
          "computeWorkerKind",
          "CW_SUBPROC",
          "numComputeWorkers",
          1,
          "numReadWorkers",
          1,
          "computeWorkersRead",
          false);

  @TempDir private Path folder;

  private static JobRunner.Work how(boolean offline) {
    return new JobRunner.Work("test", offline, false, 0, OptionalLong.empty());
  }

  /** Has all blocks downloaded, by another job. */
  private void download(JobRig rig) throws Exception {
    JobFolder job = rig.job(Map.of(), 32);
    assertInstanceOf(
        Worker.Outcome.Over.class, JobRunner.work(job, Volumes::forCommand, how(false)));
  }

  /** Offers the only shard, as if it had just been downloaded. */
  private static void offer(JobFolder job, BitSet without) throws Exception {
    assertEquals(1, job.spec().shards());
    int absent = without.cardinality();
    ShardCounts counts =
        new ShardCounts(
            JobRig.BLOCKS, JobRig.BLOCKS - absent, 0, 0, 0, absent, 0, 100, 1, Map.of(), Map.of());
    assertEquals(Optional.of(0L), job.shards().claim("p", Taking.NOT_OFFERED));
    assertTrue(job.shards().offer(0, "p", new Offer("p.0", counts, without, JobResults.NONE)));
  }

  private Path block(JobRig rig, int number) throws Exception {
    try (var files = Files.walk(rig.folder())) {
      return files
          .filter(file -> file.getFileName().toString().equals("STATUS.txt"))
          .map(Path::getParent)
          .sorted()
          .toList()
          .get(number);
    }
  }

  private static void deleteAll(Path block) throws Exception {
    try (var files = Files.list(block)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void damagedAndMissingBlocksFail() throws Exception {
    try (JobRig rig = new JobRig(folder, Duration.ZERO)) {
      download(rig);
      JobFolder job = rig.job(STYLE, JobRig.BLOCKS);
      offer(job, new BitSet());
      Path damaged = block(rig, 40);
      try (var files = Files.list(damaged)) {
        Path content =
            files.filter(f -> !f.getFileName().toString().equals("STATUS.txt")).findFirst().get();
        byte[] bytes = Files.readAllBytes(content);
        bytes[bytes.length / 2] ^= 1;
        Files.write(content, bytes);
      }
      deleteAll(block(rig, 3));
      int asked = rig.peers().size();
      assertInstanceOf(
          Worker.Outcome.Over.class, JobRunner.work(job, Volumes::forCommand, how(true)));
      assertEquals(asked, rig.peers().size());

      JobState state = job.look();
      assertEquals(JobStatus.ERROR, state.status());
      assertEquals(JobRig.BLOCKS, state.counts().blocks());
      assertEquals(JobRig.BLOCKS - 2, state.counts().fetched());
      assertEquals(Map.of("damaged on disk", 1L, "not on disk", 1L), state.counts().failures());
      assertEquals(100, state.counts().bytes());
      List<JobFailure> failures = job.listFailures();
      assertEquals(2, failures.size(), failures::toString);
      for (JobFailure each : failures) {
        assertTrue(each.attempt().startsWith("p."), each::toString);
        assertEquals(3, each.start().size(), each::toString);
      }
    }
  }

  @Test
  void whatIsRightlyNotThereIsNotLookedFor() throws Exception {
    try (JobRig rig = new JobRig(folder, Duration.ZERO)) {
      download(rig);
      JobFolder job = rig.job(STYLE, JobRig.BLOCKS);
      BitSet without = new BitSet();
      without.set(7);
      offer(job, without);
      deleteAll(block(rig, 7));
      assertInstanceOf(
          Worker.Outcome.Over.class, JobRunner.work(job, Volumes::forCommand, how(true)));
      JobState state = job.look();
      assertEquals(JobStatus.FINISHED, state.status(), state.toString());
      assertEquals(1, state.counts().absent());
    }
  }
}
