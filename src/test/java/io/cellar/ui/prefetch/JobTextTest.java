package io.cellar.ui.prefetch;

import static io.cellar.ui.DemoJob.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.WorkerStatus.State;
import io.cellar.ui.DemoJob;
import io.cellar.ui.JobRow;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobTextTest {
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void english() {
    Locale.setDefault(Locale.ENGLISH);
  }

  @AfterEach
  void asBefore() {
    Locale.setDefault(before);
  }

  private static DemoJob job() {
    return new DemoJob("1", "tissue");
  }

  private static JobText text(DemoJob job) {
    return JobText.of(job.row(), NOW);
  }

  private static DemoJob running() {
    return job().blocks(35, 100).worker("window", State.WORKING, true, "", 3);
  }

  @Test
  void whatRunsIsCounted() {
    JobText text = text(running().left(Duration.ofMinutes(13), Duration.ofMinutes(20)).absent(3));
    assertEquals("tissue", text.name());
    assertEquals(0.35, text.share(), 1e-9);
    assertEquals("15–20 min left", text.state());
    assertEquals("35 of 100 blocks", text.blocks());
    assertEquals("2 of 12 parts", text.parts());
    assertEquals("1 worker", text.workers());
    assertEquals("8.75 MiB", text.bytes());
    assertEquals("12.4 MB/s", text.rate());
    assertEquals("3 absent", text.absent());
    assertEquals("", text.problem());
  }

  @Test
  void timeLeftIsARangeUnlessItsEndsAreTheSame() {
    assertEquals("running", text(running()).state());
    assertEquals(
        "about 15 min left",
        text(running().left(Duration.ofMinutes(14), Duration.ofMinutes(16))).state());
    assertEquals(
        "less than 1 min left",
        text(running().left(Duration.ofSeconds(2), Duration.ofSeconds(59))).state());
    assertEquals(
        "50 min – 1.5 h left",
        text(running().left(Duration.ofMinutes(50), Duration.ofMinutes(90))).state());
  }

  @Test
  void emptyBlocksAreDoneAndCounted() {
    assertEquals("75 of 100 blocks, 40 empty", text(running().blocks(75, 100).empty(40)).blocks());
  }

  @Test
  void workersSayWhatTheyDoAndWhen() {
    DemoJob job =
        running()
            .worker("b", State.WAITING, true, "waiting for example.org", 100, 0)
            .worker("gone", State.WORKING, false, "", 400);
    JobText text = text(job);
    assertEquals("2 workers", text.workers());
    assertEquals(
        List.of(
            "window: working, 12.4 MB/s, 3 s ago", "b: waiting for example.org, 0 B/s, 2 min ago"),
        text.each());
    assertEquals("running", text.state(), "one of them works");
  }

  @Test
  void whatAllWaitForIsTold() {
    DemoJob job = job().worker("a", State.WAITING, true, "waiting for example.org", 1);
    assertEquals("waiting for example.org", text(job).state());
    assertEquals("in the background: waiting for example.org", text(job.elsewhere()).state());
  }

  @Test
  void whoWorksElsewhereSaysSo() {
    DemoJob job = running().elsewhere().left(Duration.ofMinutes(13), Duration.ofMinutes(20));
    assertEquals("in the background: 15–20 min left", text(job).state());
    assertEquals("in the background: starting", text(job.status(JobStatus.QUEUED)).state());
  }

  @Test
  void pausedIsNotInterrupted() {
    DemoJob paused = job().status(JobStatus.PAUSED).worker("w", State.ENDED, false, "", 60);
    assertEquals("paused", text(paused).state());
    assertEquals("", text(paused).rate());
    DemoJob crashed = job().status(JobStatus.PAUSED).worker("w", State.WORKING, false, "", 60);
    assertEquals("paused · interrupted", text(crashed).state());
    assertEquals("paused", text(job().status(JobStatus.PAUSED)).state());
  }

  @Test
  void endsAreTold() {
    assertEquals("finished", text(job().status(JobStatus.FINISHED).over()).state());
    DemoJob failed = job().status(JobStatus.ERROR).over().failure("timed out", 7);
    assertEquals("finished, with failures", text(failed).state());
    DemoJob stopped = job().status(JobStatus.ERROR).error("host refuses access");
    assertEquals("stopped", text(stopped).state());
    assertEquals("Stopped: host refuses access", text(stopped).problem());
    assertEquals("✓ tissue finished", ended(job().status(JobStatus.FINISHED).over()));
    assertEquals("tissue finished: 7 blocks failed", ended(failed));
    assertEquals("tissue stopped early", ended(stopped));
    assertEquals("tissue could not be started", ended(job().status(JobStatus.START_FAILED)));
  }

  private static String ended(DemoJob job) {
    return JobText.ended(job.row(), "tissue");
  }

  @ParameterizedTest
  @EnumSource(JobStatus.class)
  void everyStateHasWordsAndAWayOut(JobStatus status) {
    DemoJob job = job().status(status);
    if (status == JobStatus.RUNNING) {
      job.worker("w", State.WORKING, true, "", 1);
    }
    assertFalse(text(job).state().isBlank());
    JobButtons can = JobButtons.of(job.row());
    assertTrue(can.cancel() ^ can.remove(), "either it is given up or it goes");
    assertFalse(can.pause() && can.resume());
  }

  @Test
  void failuresAreListedByCauseTheMostFrequentFirst() {
    JobRow row = job().failure("not found", 3).failure("timed out", 1200).row();
    assertEquals(1203, JobText.failed(row));
    assertEquals(
        List.of("1,200 × timed out", "3 × not found"),
        JobText.causes(row).stream().map(JobText.Cause::text).toList());
    assertEquals("timed out", JobText.causes(row).getFirst().cause());
  }

  @Test
  void whatCannotBeReadIsTold() {
    JobRow row = job().unreadable("its folder was changed: /jobs/1").row();
    JobText text = JobText.of(row, NOW);
    assertEquals("cannot be read", text.state());
    assertEquals("its folder was changed: /jobs/1", text.problem());
    assertEquals(0, JobText.failed(row));
    assertTrue(JobButtons.of(row).remove());
    assertFalse(JobButtons.of(row).resume());
  }

  @Test
  void aLineTellsHowFarItIs() {
    assertEquals("tissue: 35 of 100 blocks, running", JobText.told(running().row(), NOW));
  }

  @Test
  void whatIsPossibleDependsOnTheState() {
    assertTrue(JobButtons.of(running().row()).pause());
    assertTrue(JobButtons.of(running().row()).background());
    assertFalse(JobButtons.of(running().elsewhere().row()).background(), "it is there already");
    assertTrue(JobButtons.of(job().status(JobStatus.PAUSED).row()).resume());
    assertTrue(JobButtons.of(job().status(JobStatus.PAUSED).row()).background());
    assertTrue(JobButtons.of(running().failure("timed out", 1).row()).retry());
    DemoJob given = job().status(JobStatus.CANCELED).failure("timed out", 1);
    assertFalse(JobButtons.of(given.row()).retry());
    JobRow over = job().status(JobStatus.ERROR).over().failure("timed out", 1).row();
    assertTrue(JobButtons.of(over).retry());
    assertFalse(JobButtons.of(over).resume());
    assertTrue(JobButtons.of(job().status(JobStatus.ERROR).row()).resume(), "it ended early");
  }

  @Test
  void onlyWhatEndsWhileOneLooksIsNews() {
    JobEnds ends = new JobEnds();
    JobRow finished = job().status(JobStatus.FINISHED).over().row();
    assertEquals(List.of(), ends.look(List.of(finished)), "it was over before");
    JobRow other = new DemoJob("2", "other").worker("w", State.WORKING, true, "", 1).row();
    assertEquals(List.of(), ends.look(List.of(finished, other)));
    JobRow otherEnded = new DemoJob("2", "other").status(JobStatus.FINISHED).over().row();
    assertEquals(List.of(otherEnded), ends.look(List.of(finished, otherEnded)));
    assertEquals(List.of(), ends.look(List.of(finished, otherEnded)), "once");
    assertEquals(List.of(), ends.look(List.of(running().row())));
    JobRow paused = job().status(JobStatus.PAUSED).row();
    assertEquals(List.of(), ends.look(List.of(paused)), "who pauses it knows");
  }
}
