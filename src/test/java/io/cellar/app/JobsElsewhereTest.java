package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobStatus;
import io.cellar.ui.JobRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of the window that are worked on by other processes. */
class JobsElsewhereTest {
  @TempDir Path folder;
  private JobsRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new JobsRig(folder.toRealPath());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void othersAreSetOnAJobWhenTheWorkerHereHasGivenItBack() throws Exception {
    rig.end();
    rig.start(
        (job, workers, allowOutside) -> {
          boolean free = job.look().shards().running().isEmpty() && job.look().living().isEmpty();
          return List.of(free + " " + workers + " " + allowOutside + ": no worker came");
        });
    rig.jobs.add(rig.slow("slow"));
    rig.await("some blocks", () -> rig.onDisk(0) > 2);
    rig.jobs.toBackground(rig.id());
    rig.await("told", () -> rig.row().problem().equals("true 1 false: no worker came"));
    assertTrue(rig.is(JobStatus.PAUSED));
  }

  @Test
  void aJobOfSeveralRegionsInTheBackgroundIsNotBegunWithHere() throws Exception {
    rig.end();
    rig.start((job, workers, allowOutside) -> List.of(workers + " were wanted"));
    JobRequest r = rig.quick("b", JobsRig.REGION, 0);
    rig.jobs.add(
        new JobRequest(
            "far",
            List.of(r.parts().getFirst(), r.parts().getFirst()),
            BlockOrder.SCAN,
            4,
            OptionalLong.of(1000),
            true,
            true,
            false,
            JobRequest.Where.BACKGROUND,
            3,
            Map.of("haveSharedTemp", true)));
    rig.await("told", () -> rig.id() != null && rig.row().problem().equals("3 were wanted"));
    assertFalse(rig.row().here());
    assertEquals(2, rig.state().spec().volumes().size());
    assertEquals(Map.of("haveSharedTemp", true), rig.state().spec().style());
    assertEquals(0, rig.onDisk(0));
  }

  @Test
  void aStyleOfChildrenIsFollowedByProcessesThatEndWhenItIsPaused() throws Exception {
    JobRequest r = rig.slow("children");
    rig.jobs.add(
        new JobRequest(
            r.name(),
            r.parts(),
            r.order(),
            0,
            r.bytesPerSecond(),
            false,
            false,
            false,
            JobRequest.Where.HERE,
            1,
            Map.of(
                "computeWorkerKind",
                "CW_SUBPROC",
                "numComputeWorkers",
                2,
                "computeWorkersRead",
                true)));
    rig.await(
        "two children",
        () ->
            rig.is(JobStatus.RUNNING)
                && rig.state().living().size() == 2
                && rig.state().counts().fetched() > 2);
    assertTrue(rig.row().here());
    rig.jobs.pause(rig.id());
    rig.await("given back", () -> rig.is(JobStatus.PAUSED) && !rig.row().here());
    assertEquals(List.of(), rig.state().living());
    assertEquals(Map.of(), rig.state().shards().running());
  }

  @Test
  void aPauseDoesNotWaitForWorkersToAppear() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch come = new CountDownLatch(1);
    rig.end();
    rig.start(
        (job, workers, allowOutside) -> {
          asked.countDown();
          come.await();
          return List.of();
        });
    rig.jobs.add(rig.slow("slow"));
    rig.await("some blocks", () -> rig.onDisk(0) > 2);
    rig.jobs.toBackground(rig.id());
    asked.await();
    rig.await("starting", () -> rig.is(JobStatus.QUEUED) && !rig.row().here());
    rig.jobs.pause(rig.id());
    rig.await(JobStatus.PAUSED);
    come.countDown();
    rig.await("at rest", () -> rig.is(JobStatus.PAUSED) && rig.row().problem().isEmpty());
  }
}
