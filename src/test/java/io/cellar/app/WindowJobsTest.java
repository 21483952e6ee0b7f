package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.BlockOrder;
import io.cellar.job.FetchEstimate;
import io.cellar.job.FetchOptions;
import io.cellar.job.RegionFetch;
import io.cellar.job.folder.JobStatus;
import io.cellar.sample.FaultPlan;
import io.cellar.session.LevelSessions;
import io.cellar.settings.SourceChoice;
import io.cellar.ui.JobRequest;
import io.cellar.ui.JobRow;
import io.cellar.volume.Roi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowJobsTest {
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

  private FetchEstimate estimate(Integer... levels) {
    return rig.jobs.estimate(
        List.of(new JobRequest.Part(rig.volume, JobsRig.REGION, List.of(levels))));
  }

  @Test
  void theEstimateIsTheSumAndTheJobBringsAllOfThem() throws Exception {
    FetchEstimate fine = estimate(0);
    FetchEstimate middle = estimate(1);
    FetchEstimate coarse = estimate(3);
    FetchEstimate all = estimate(0, 1, 3);
    assertEquals(fine.plus(middle).plus(coarse), all);
    assertTrue(fine.blocks() > middle.blocks(), fine + " " + middle);

    rig.jobs.add(rig.quick("levels", JobsRig.REGION, 0, 1, 3));
    rig.await(JobStatus.FINISHED);
    assertEquals(all.blocks(), rig.state().spec().blocks());
    assertEquals(all.blocks(), rig.state().counts().fetched());
    assertEquals(fine.blocks(), rig.onDisk(0));
    assertEquals(middle.blocks(), rig.onDisk(1));
    assertEquals(0, rig.onDisk(2));
    assertEquals(coarse.blocks(), rig.onDisk(3));
    assertEquals(all.blocks(), estimate(0, 1, 3).cached());
    rig.await("told of the end", () -> rig.notices.size() == 1);
  }

  /** Blocks that come are seen by the volume on show at once, since it has the same sessions. */
  @Test
  void aPausedJobAsksForNothingAndGoesOnWithWhatIsMissing() throws Exception {
    rig.jobs.add(rig.slow("slow"));
    String id = rig.id();
    rig.await("some blocks", () -> rig.onDisk(0) > 2 && rig.row().here());
    rig.jobs.pause(id);
    rig.await("given back", () -> rig.is(JobStatus.PAUSED) && !rig.row().here());
    assertEquals(Map.of(), rig.state().shards().running());
    Map<String, Integer> before = rig.server.log().requestsByPath();
    assertTrue(rig.onDisk(0) < rig.state().spec().blocks());

    long asked = rig.server.log().requests();
    fetchElsewhere();
    assertEquals(asked + 1, rig.server.log().requests(), "nothing else was asked for meanwhile");

    long there = rig.onDisk(0) - 1;
    rig.jobs.resume(id);
    rig.await("going on", () -> rig.onDisk(0) > there + 2 && rig.row().here());
    Map<String, Integer> after = rig.server.log().requestsByPath();
    long twice = before.keySet().stream().filter(path -> after.get(path) > 1).count();
    assertTrue(twice <= before.size() - there, "asked again for " + twice + " that were there");
  }

  /** One block far from the region. */
  private void fetchElsewhere() throws Exception {
    RegionFetch fetch =
        RegionFetch.start(
            rig.sessions,
            "elsewhere",
            Roi.ofShape(1, 1, 1),
            List.of(0),
            FetchOptions.patient(BlockOrder.SCAN));
    assertEquals(1, fetch.done().get(60, TimeUnit.SECONDS).fetched());
  }

  @Test
  void aPauseAtOnceFollowedByAResumeGoesOn() throws Exception {
    rig.jobs.add(rig.slow("slow"));
    String id = rig.id();
    for (int n = 0; n < 3; n++) {
      rig.jobs.pause(id);
      rig.jobs.resume(id);
    }
    long now = rig.onDisk(0);
    rig.await("going on", () -> rig.onDisk(0) > now + 1 && rig.row().here());
    assertEquals("", rig.row().problem());
  }

  @Test
  void whatRanWhenTheProgramEndedIsPausedAtTheNextStartAndGoesOnWithAClick() throws Exception {
    rig.jobs.add(rig.slow("slow"));
    rig.await("some blocks", () -> rig.onDisk(0) > 2);
    rig.end();
    assertEquals(Map.of(), rig.folder().look().shards().running(), "the shards are given back");
    rig.start();
    rig.await(JobStatus.PAUSED);
    long asked = rig.server.log().requests();
    fetchElsewhere();
    assertEquals(asked + 1, rig.server.log().requests(), "nothing is begun without a click");
    assertFalse(rig.row().here());
    long there = rig.onDisk(0);
    rig.jobs.resume(rig.id());
    rig.await("going on", () -> rig.onDisk(0) > there + 1);
  }

  @Test
  void aJobThatIsGivenUpStaysUntilItIsRemoved() throws Exception {
    rig.jobs.add(rig.slow("slow"));
    String id = rig.id();
    Path job = rig.row().folder();
    rig.await(JobStatus.RUNNING);
    rig.jobs.remove(id);
    rig.await("refused", () -> rig.row().problem().contains("being worked on"));
    assertTrue(Files.exists(job));
    rig.jobs.cancel(id);
    rig.await("given back", () -> rig.is(JobStatus.CANCELED) && !rig.row().here());
    long there = rig.onDisk(0);
    rig.jobs.remove(id);
    rig.await("gone", () -> rig.jobs.rows().isEmpty());
    assertFalse(Files.exists(job));
    assertEquals(there, rig.onDisk(0), "what was fetched stays");
  }

  @Test
  void failedBlocksAreToldAndTriedAgain() throws Exception {
    rig.server.setFaults(FaultPlan.always("400"));
    rig.jobs.add(rig.quick("broken", Roi.ofShape(32, 64, 64), 0));
    rig.await(JobStatus.ERROR);
    assertEquals(1, rig.state().counts().failed());
    String cause = rig.state().counts().failures().keySet().iterator().next();
    String text = rig.jobs.report(rig.id(), false).get(60, TimeUnit.SECONDS);
    assertTrue(text.contains(cause), text);
    String json = rig.jobs.report(rig.id(), true).get(60, TimeUnit.SECONDS);
    assertTrue(json.contains("\"failed\": 1") && json.contains("failed_blocks"), json);

    rig.server.setFaults(FaultPlan.NONE);
    rig.jobs.retry(rig.id(), Optional.of("something else"));
    rig.jobs.retry(rig.id(), Optional.of(cause));
    rig.await(JobStatus.FINISHED);
    assertEquals(1, rig.onDisk(0));
    assertEquals("", rig.row().problem());
  }

  @Test
  void whyNothingCanBeHadIsToldInTheRow() throws Exception {
    rig.server.setFaults(FaultPlan.always("403"));
    rig.jobs.add(rig.quick("forbidden", JobsRig.REGION, 0));
    rig.await("ended", () -> rig.is(JobStatus.ERROR) && !rig.row().here());
    assertTrue(rig.row().problem().contains("403"), rig.row().problem());
    assertFalse(rig.state().shards().isOver());
    rig.server.setFaults(FaultPlan.NONE);
    rig.jobs.resume(rig.id());
    rig.await(JobStatus.FINISHED);
  }

  @Test
  void aJobWhoseDescriptionHasChangedIsNotBegunWith() throws Exception {
    JobRequest request = rig.quick("changed", JobsRig.REGION, 0);
    String text = Files.readString(rig.description);
    Files.writeString(rig.description, text + "\n");
    rig.jobs.add(request);
    rig.await(JobStatus.START_FAILED);
    rig.await("told", () -> rig.row().problem().contains("description was changed"));
    assertEquals(0, rig.onDisk(0));
    Files.writeString(rig.description, text);
    rig.jobs.resume(rig.id());
    rig.await(JobStatus.FINISHED);
    assertEquals("", rig.row().problem());
  }

  /** What a job, or whoever made it, says of that does not count. */
  @Test
  void blocksAreKeptOutsideOnlyWhereTheUserHasAgreedToIt() throws Exception {
    Path outside = folder.toRealPath().resolve("outside");
    Path file = rig.description.resolveSibling("other.json");
    String text = Files.readString(rig.description);
    String other = text.replace("\"level-0\"", "\"" + outside + "\"");
    assertFalse(other.equals(text), text);
    Files.writeString(file, other);
    try (LevelSessions open =
        rig.volumes.openAll(rig.volumes.describe(file.toString(), true), false)) {
      Roi one = Roi.ofShape(32, 64, 64);
      JobRequest.Part part = new JobRequest.Part(rig.shown(open, file), one, List.of(0));
      rig.jobs.add(JobsRig.request("outside", part, OptionalLong.empty()));
    }
    rig.await(JobStatus.START_FAILED);
    assertTrue(rig.row().problem().contains("you have not agreed"), rig.row().problem());
    assertEquals(0, rig.server.log().requests());
    rig.memory.agree(file, outside);
    rig.jobs.resume(rig.id());
    rig.await(JobStatus.FINISHED);
  }

  @Test
  void aJobThatWasTamperedWithIsShownWithoutBeingUsed() throws Exception {
    rig.jobs.add(rig.slow("tampered"));
    String id = rig.id();
    rig.jobs.pause(id);
    rig.await("given back", () -> rig.is(JobStatus.PAUSED) && !rig.row().here());
    Path file = rig.row().folder().resolve("job.json");
    Files.writeString(file, Files.readString(file).replace("centre", "scan"));
    rig.jobs.resume(id);
    rig.await("told", () -> rig.row().state().isEmpty() && rig.row().problem().contains("changed"));
    assertFalse(rig.row().here());
  }

  @Test
  void whileOnlyTheCacheIsUsedAJobStandsStill() throws Exception {
    rig.memory.change(s -> s.withSource(SourceChoice.CACHE_ONLY));
    long asked = rig.server.log().requests();
    rig.jobs.add(rig.quick("offline", JobsRig.REGION, 0));
    rig.await("waiting", () -> rig.is(JobStatus.RUNNING) && rig.told().contains("cache only"));
    assertEquals(asked, rig.server.log().requests());
    rig.memory.change(s -> s.withSource(SourceChoice.ONLINE));
    rig.await(JobStatus.FINISHED);
  }

  @Test
  void aJobThatIsToStartPausedWaits() throws Exception {
    JobRequest r = rig.quick("later", JobsRig.REGION, 0);
    rig.jobs.add(
        new JobRequest(
            r.name(),
            r.parts(),
            r.order(),
            0,
            r.bytesPerSecond(),
            false,
            false,
            true,
            JobRequest.Where.HERE,
            1,
            Map.of()));
    rig.await(JobStatus.CREATED);
    assertFalse(rig.row().here());
    assertEquals(List.of("later"), rig.jobs.rows().stream().map(JobRow::name).toList());
  }

  @Test
  void nothingIsLookedAtWhenAllJobsAreOver() throws Exception {
    rig.jobs.add(rig.quick("quick", Roi.ofShape(32, 64, 64), 0));
    rig.await(JobStatus.FINISHED);
    rig.await("at rest", () -> !rig.row().here() && !rig.jobs.isLooking());
  }
}
