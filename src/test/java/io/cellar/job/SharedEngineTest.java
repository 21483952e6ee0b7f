package io.cellar.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BulkRig;
import io.cellar.volume.Roi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Several fetches in one engine: each gets its share, whichever began first. */
class SharedEngineTest {
  private static final int EACH = 2000;
  private static final FetchOptions SCAN =
      FetchOptions.impatient(BlockOrder.SCAN, Duration.ofMinutes(10));

  private final Semaphore answers = new Semaphore(0);
  private final List<RegionFetch> fetches = new ArrayList<>();

  /** Begins the next fetch, of the next blocks; returns when it has filled its window. */
  private RegionFetch begin(BulkRig rig) {
    long first = 4L * EACH * fetches.size();
    Roi part = new Roi(new long[] {0, first}, new long[] {4, first + 4L * EACH});
    FetchTarget target =
        new FetchTarget(rig.fileset(), rig.store(), Optional.of(rig.store()), 0, part);
    int queued = rig.queued();
    RegionFetch fetch =
        RegionFetch.start(
            rig.engine(), rig.time(), "fetch " + fetches.size(), List.of(target), SCAN);
    fetches.add(fetch);
    BulkRig.until(() -> rig.queued() >= queued + 200);
    return fetch;
  }

  /** How many of the next so many blocks that the host is asked for are of each fetch. */
  private int[] next(BulkRig rig, int blocks) {
    int before = rig.asked();
    for (int n = 0; n < blocks; n += 50) {
      answers.release(50);
      int sum = before + n + 50;
      BulkRig.until(() -> rig.asked() >= sum);
      // Nobody falls short because the thread that asks has not had its turn yet.
      BulkRig.until(() -> running() == 0 || rig.queued() >= 150 * running());
    }
    int[] shares = new int[fetches.size()];
    rig.askedBlocks().subList(before, before + blocks).forEach(b -> shares[(int) (b / EACH)]++);
    return shares;
  }

  private long running() {
    return fetches.stream().filter(f -> f.progress().state() == FetchState.RUNNING).count();
  }

  private static void assertShare(double share, int part, int whole) {
    double is = part / (double) whole;
    assertTrue(Math.abs(is - share) < 0.05, is + " instead of " + share);
  }

  private void end(BulkRig rig) {
    answers.release(1_000_000);
    rig.advanceUntil(() -> fetches.stream().allMatch(f -> f.done().isDone()));
    for (RegionFetch fetch : fetches) {
      assertEquals(EACH, fetch.progress().fetched());
    }
    assertEquals(EACH * fetches.size(), rig.asked(), "each block is asked for once");
  }

  @Test
  void aSecondFetchGetsHalfFromItsBeginning() {
    try (BulkRig rig = BulkRig.parallel(2 * EACH, 8)) {
      rig.hold(answers);
      begin(rig);
      answers.release(500);
      BulkRig.until(() -> fetches.getFirst().progress().fetched() == 500);
      begin(rig);
      int[] shares = next(rig, 400);
      assertShare(0.5, shares[0], 400);
      assertShare(0.5, shares[1], 400);
      end(rig);
    }
  }

  @Test
  void ofThreeEachGetsAThirdAndWhatOnePausedLeavesGoesToTheOthers() {
    try (BulkRig rig = BulkRig.parallel(3 * EACH, 8)) {
      rig.hold(answers);
      begin(rig);
      answers.release(500);
      BulkRig.until(() -> fetches.getFirst().progress().fetched() == 500);
      RegionFetch second = begin(rig);
      begin(rig);
      for (int share : next(rig, 400)) {
        assertShare(1 / 3.0, share, 400);
      }
      second.pause();
      next(rig, 50); // what of the second was on the wire
      int[] shares = next(rig, 400);
      assertShare(0.5, shares[0], 400);
      assertEquals(0, shares[1]);
      assertShare(0.5, shares[2], 400);
      int queued = rig.queued();
      second.resume();
      BulkRig.until(() -> rig.queued() >= queued + 200);
      for (int share : next(rig, 400)) {
        assertShare(1 / 3.0, share, 400);
      }
      end(rig);
    }
  }
}
