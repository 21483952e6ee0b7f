package io.cellar.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BulkRig;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchTarget;
import io.cellar.job.folder.JobFailure;
import io.cellar.volume.Roi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** What becomes of a shard that is downloaded. */
class FetchTaskTest {
  private static final FetchOptions SCAN =
      FetchOptions.impatient(BlockOrder.SCAN, Duration.ofMinutes(10));

  private static FetchTask task(BulkRig rig) {
    return new FetchTask(rig.engine(), SCAN, "test", Optional.empty(), 0);
  }

  /** Of some columns of blocks. */
  private static Shard shard(BulkRig rig, long number, long first, long stop) {
    Roi box = new Roi(new long[] {0, 4 * first}, new long[] {3, 4 * stop});
    return new Shard(
        number,
        0,
        new FetchTarget(rig.fileset(), rig.store(), Optional.of(rig.store()), 0, box),
        Optional.empty());
  }

  private static ShardTask.End.Done done(ShardTask.Run run) {
    BulkRig.until(() -> run.end() != null);
    return assertInstanceOf(ShardTask.End.Done.class, run.end());
  }

  @Test
  void whatFailedIsListedAndEachTimerAndErrorToldOnce() {
    try (BulkRig rig = new BulkRig(60)) {
      rig.onDecode(
          index -> {
            if (index == 7) {
              throw new IllegalStateException("as a test");
            }
          });
      rig.refused(3);
      FetchTask task = task(rig);
      assertEquals(Optional.empty(), task.workerError());
      ShardTask.End.Done first = done(task.begin(shard(rig, 0, 0, 40), "a.0", () -> {}));
      ShardTask.End.Done second = done(task.begin(shard(rig, 1, 40, 60), "a.1", () -> {}));

      assertEquals(2, first.counts().failed());
      Map<List<Long>, JobFailure> byStart =
          first.failures().stream()
              .collect(java.util.stream.Collectors.toMap(JobFailure::start, f -> f));
      assertEquals(3, byStart.size(), byStart::toString);
      assertEquals("refused", byStart.get(List.of(0L, 12L)).cause());
      assertEquals("a.0", byStart.get(List.of(0L, 28L)).attempt());
      assertEquals("worker error", byStart.get(List.of()).cause());
      assertTrue(byStart.get(List.of()).message().contains("as a test"), byStart::toString);
      assertTrue(task.workerError().orElseThrow().startsWith("Error in compute worker"));

      Map<String, Object> told = first.results().values();
      assertEquals(1L, told.get("worker_errors"));
      assertTrue(told.get("worker_error").toString().contains("as a test"), told::toString);
      assertEquals(List.of(), second.failures());
      assertFalse(second.results().values().containsKey("worker_errors"));
      Map<String, Object> both = first.results().plus(second.results()).values();
      String timers = both.get("timers").toString();
      assertTrue(timers.matches(".*writing=\\{[^}]*n=58[,}].*"), timers);
    }
  }

  @Test
  void anotherMayBeginWhenAllOfItHasBeenAskedFor() {
    try (BulkRig rig = new BulkRig(8)) {
      Semaphore answers = new Semaphore(0);
      rig.hold(answers);
      Semaphore changes = new Semaphore(0);
      ShardTask.Run run = task(rig).begin(shard(rig, 0, 0, 8), "a.0", changes::release);
      BulkRig.until(run::isTailing);
      assertNull(run.end());
      BulkRig.until(() -> changes.availablePermits() > 0);
      answers.release(8);
      assertEquals(8, done(run).counts().fetched());
    }
  }

  @Test
  void itKeepsToLimitsThatItIsToldMeanwhile() {
    try (BulkRig rig = BulkRig.parallel(40, 8)) {
      Semaphore answers = new Semaphore(0);
      rig.hold(answers);
      ShardTask.Run run = task(rig).begin(shard(rig, 0, 0, 40), "a.0", () -> {});
      BulkRig.until(() -> rig.open() == 8);
      run.limits(2, OptionalLong.empty());
      answers.release(6);
      BulkRig.until(() -> rig.open() == 2);
      answers.release(40);
      assertEquals(40, done(run).counts().fetched());
    }
  }
}
