package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobResults;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.JobVolume;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.ShardFiles.Standing;
import io.cellar.ui.JobRow;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobNoticesTest {
  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
  private volatile boolean seen;
  private final JobNotices notices = new JobNotices(told::add, () -> seen, told::add);

  @AfterEach
  void close() {
    notices.close();
  }

  private static JobRow row(String name, JobStatus status, long done, long failed) {
    JobVolume volume = new JobVolume("/v.json", "v", List.of(9L), "0", Roi.ofShape(9), List.of(0));
    JobSpec spec =
        new JobSpec(
            "job",
            name,
            Instant.EPOCH,
            List.of(volume),
            BlockOrder.SCAN,
            200,
            2,
            100,
            0,
            OptionalLong.empty(),
            false,
            false,
            false,
            Duration.ZERO,
            JobSpec.LEASE,
            Map.of());
    ShardCounts counts =
        new ShardCounts(done, done - failed, 0, 0, 0, 0, failed, 0, 0, Map.of(), Map.of());
    boolean over = done == 200;
    Standing shards =
        new Standing(over ? 0 : 2, Map.of(), over ? 2 : 0, 0, counts, JobResults.NONE);
    JobState state = new JobState(spec, status, shards, List.of(), counts, Optional.empty());
    return new JobRow(name, name, Path.of("/job"), Optional.of(state), "", true, Optional.empty());
  }

  private void assertTold(Object... expected) throws InterruptedException {
    List<Object> all = new ArrayList<>();
    for (int n = 0; n < expected.length; n++) {
      all.add(told.poll(30, TimeUnit.SECONDS));
    }
    assertEquals(Arrays.asList(expected), all);
  }

  private static List<String> notice(String name, String text) {
    return List.of("notify-send", "--app-name=Cellar", "--", name, text);
  }

  @Test
  void howFarJobsAreIsShownAndThatOneHasEnded() throws Exception {
    notices.jobs(List.of(row("a", JobStatus.RUNNING, 50, 0), row("b", JobStatus.PAUSED, 10, 0)));
    assertTold(25);
    notices.jobs(List.of(row("a", JobStatus.RUNNING, 50, 0), row("b", JobStatus.RUNNING, 150, 0)));
    assertTold(50);
    notices.jobs(
        List.of(row("a", JobStatus.FINISHED, 200, 0), row("b", JobStatus.RUNNING, 151, 0)));
    assertTold(notice("a", "All of it is on this computer."), 75);
    notices.jobs(List.of(row("a", JobStatus.FINISHED, 200, 0), row("b", JobStatus.ERROR, 200, 2)));
    assertTold(notice("b", "2 blocks could not be had."), -1);
  }

  @Test
  void nobodyIsToldWhoLooksAtTheWindowOrStoppedItHimself() throws Exception {
    seen = true;
    notices.jobs(List.of(row("a", JobStatus.RUNNING, 0, 0)));
    notices.jobs(List.of(row("a", JobStatus.FINISHED, 200, 0)));
    assertTold(0, -1);
    seen = false;
    notices.jobs(List.of(row("a", JobStatus.RUNNING, 0, 0)));
    notices.jobs(List.of(row("a", JobStatus.PAUSED, 200, 0)));
    assertTold(0, -1);
  }

  @Test
  void aNameIsNoOptionAndNoMarkup() throws Exception {
    String name = "--icon=<b>x & y</b>";
    notices.jobs(List.of(row(name, JobStatus.QUEUED, 0, 0)));
    notices.jobs(List.of(row(name, JobStatus.START_FAILED, 0, 0)));
    assertTold(
        0,
        notice(
            "--icon=&lt;b&gt;x &amp; y&lt;/b&gt;",
            "It was stopped by a problem; the window tells which."),
        -1);
  }
}
