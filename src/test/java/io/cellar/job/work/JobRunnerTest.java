package io.cellar.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.WorkerFiles;
import io.cellar.session.Volumes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are done with real child processes and a server on this computer. */
@EnabledOnOs(OS.LINUX)
class JobRunnerTest {
  private static final WorkerProcess.Consent NO_CONSENT = new WorkerProcess.Consent(false, false);
  private static final long SELF = ProcessHandle.current().pid();

  @TempDir private Path folder;
  private final List<String> messages = new ArrayList<>();

  private static Map<String, Object> subprocesses(int workers, boolean read) {
    return Map.of(
        "computeWorkerKind",
        "CW_SUBPROC",
        "numComputeWorkers",
        workers,
        "numReadWorkers",
        read ? 0 : 4,
        "computeWorkersRead",
        read);
  }

  private Worker.Outcome run(JobFolder job) throws Exception {
    return new JobRunner(job, Volumes::forCommand, NO_CONSENT, messages::add).run();
  }

  private static void assertFinished(JobFolder job) throws Exception {
    JobState state = job.look();
    assertEquals(JobStatus.FINISHED, state.status(), state.text(java.time.Instant.now()));
    assertEquals(JobRig.BLOCKS, state.counts().fetched());
    assertEquals(JobRig.BLOCKS, state.counts().blocks());
    assertTrue(state.living().isEmpty());
  }

  @Test
  void withoutAStyleItIsDoneHere() throws Exception {
    try (JobRig rig = new JobRig(folder, Duration.ZERO)) {
      JobFolder job = rig.job(Map.of(), 16);
      assertInstanceOf(Worker.Outcome.Over.class, run(job));
      assertFinished(job);
      assertEquals(JobRig.BLOCKS, rig.onDisk());
      assertEquals(Set.of(SELF), rig.peers());
      Object timers = job.look().json().get("results");
      assertTrue(timers.toString().matches(".*reading=\\{.*n=96.*"), timers::toString);
    }
  }

  @Test
  void childrenDownloadForThemselves() throws Exception {
    try (JobRig rig = new JobRig(folder, Duration.ofMillis(20))) {
      JobFolder job = rig.job(subprocesses(2, true), 4);
      assertInstanceOf(Worker.Outcome.Over.class, run(job), messages::toString);
      assertFinished(job);
      assertEquals(JobRig.BLOCKS, rig.onDisk());
      assertFalse(rig.peers().contains(SELF));
      assertEquals(2, rig.peers().size());
      assertEquals(2, tookShards(job).size());
    }
  }

  @Test
  void thisProcessDownloadsForChildren() throws Exception {
    try (JobRig rig = new JobRig(folder, Duration.ofMillis(20))) {
      JobFolder job = rig.job(subprocesses(2, false), 4);
      assertInstanceOf(Worker.Outcome.Over.class, run(job), messages::toString);
      assertFinished(job);
      assertEquals(JobRig.BLOCKS, rig.onDisk());
      assertEquals(Set.of(SELF), rig.peers());
      assertEquals(
          2, tookShards(job).stream().filter(id -> !id.contains("-" + SELF + "-")).count());
    }
  }

  /** The workers that have ended shards. */
  private static Set<String> tookShards(JobFolder job) throws Exception {
    return job.look().workers().stream()
        .map(WorkerFiles.Seen::status)
        .filter(status -> status.shards() > 0)
        .map(status -> status.id())
        .collect(Collectors.toSet());
  }
}
