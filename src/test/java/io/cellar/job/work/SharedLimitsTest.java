package io.cellar.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobStatus;
import io.cellar.session.Volumes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Workers in processes of their own keep to a job's limits together. */
@EnabledOnOs(OS.LINUX)
class SharedLimitsTest {
  private static final WorkerProcess.Consent NO_CONSENT = new WorkerProcess.Consent(false, false);

  @TempDir private Path folder;

  private static void finish(JobFolder job, int workers) throws Exception {
    WorkerProcess.Appearance there = JobRunner.background(job, workers, NO_CONSENT);
    assertEquals(List.of(), there.missing());
    JobRig.await("it is over", () -> status(job) == JobStatus.FINISHED);
    for (WorkerProcess worker : there.appeared()) {
      assertTrue(worker.awaitEnd(Duration.ofSeconds(30)), "it does not end");
    }
  }

  private static JobStatus status(JobFolder job) {
    try {
      return job.look().status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void neverMoreRequestsAreOpenThanAllMayHave() throws Exception {
    try (JobRig rig = JobRig.slow(folder.resolve("data"), Duration.ofMillis(200))) {
      finish(rig.limited(4, 3, OptionalLong.empty(), 4), 4);
      assertEquals(JobRig.BLOCKS, rig.onDisk());
      assertTrue(rig.open().most() <= 3, () -> rig.open().most() + " at once");
    }
  }

  @Test
  void neverMoreBytesComeThanAllMayHave() throws Exception {
    long rate = 60_000;
    try (JobRig rig = new JobRig(folder.resolve("data"), Duration.ZERO)) {
      finish(rig.limited(12, 0, OptionalLong.of(rate), 4), 4);
      assertEquals(JobRig.BLOCKS, rig.onDisk());
      long bytes = rig.server().log().bodyBytes();
      // The first block of each shard comes before anything is owed.
      double most = 1.15 * (rate * rig.open().seconds() + 8.0 * bytes / JobRig.BLOCKS);
      assertTrue(bytes <= most, () -> bytes + " bytes in " + rig.open().seconds() + " s");
    }
  }

  /** Each shard has a limit of its own. */
  @Test
  void shardsOfOneBlockKeepToTheRateToo() throws Exception {
    long rate = 150_000;
    try (JobRig rig = new JobRig(folder.resolve("data"), Duration.ZERO)) {
      JobFolder job = rig.limited(1, 0, OptionalLong.of(rate), 1);
      assertInstanceOf(
          Worker.Outcome.Over.class,
          new JobRunner(job, Volumes::forCommand, NO_CONSENT, message -> {}).run());
      assertEquals(JobRig.BLOCKS, job.look().counts().fetched());
      long bytes = rig.server().log().bodyBytes();
      double most = 1.15 * (rate * (rig.open().seconds() + 0.5) + 4.0 * bytes / JobRig.BLOCKS);
      assertTrue(bytes <= most, () -> bytes + " bytes in " + rig.open().seconds() + " s");
    }
  }
}
