package io.cellar.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BulkRig;
import io.cellar.volume.Roi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Limits of a fetch that change while it runs. */
class FetchLimitsTest {
  private static final FetchOptions SCAN =
      FetchOptions.impatient(BlockOrder.SCAN, Duration.ofMinutes(10));
  private static final OptionalLong UNLIMITED = OptionalLong.empty();

  private static RegionFetch start(BulkRig rig, FetchOptions options) {
    Roi all = Roi.ofShape(rig.store().geometry().shape());
    FetchTarget target =
        new FetchTarget(rig.fileset(), rig.store(), Optional.of(rig.store()), 0, all);
    return RegionFetch.start(rig.engine(), rig.time(), "tissue", List.of(target), options);
  }

  private static void end(BulkRig rig, RegionFetch fetch, int blocks) {
    rig.advanceUntil(() -> fetch.done().isDone());
    assertEquals(blocks, fetch.progress().fetched());
    assertEquals(blocks, rig.asked(), "each block is asked for once");
  }

  @Test
  void soManyRequestsAreOpenAndNoMore() {
    try (BulkRig rig = BulkRig.parallel(500, 20)) {
      Semaphore answers = new Semaphore(0);
      rig.hold(answers);
      RegionFetch fetch = start(rig, SCAN.withLimits(3, UNLIMITED));
      BulkRig.until(() -> rig.open() == 3);
      answers.release(30);
      BulkRig.until(() -> rig.asked() == 33);
      assertEquals(3, rig.mostOpen());
      assertEquals(0, rig.queued());

      fetch.limits(7, UNLIMITED);
      BulkRig.until(() -> rig.open() == 7);
      answers.release(70);
      BulkRig.until(() -> rig.asked() == 107);
      assertEquals(7, rig.mostOpen());

      fetch.limits(2, UNLIMITED);
      answers.release(6);
      BulkRig.until(() -> rig.open() == 2 && rig.asked() == 108);
      answers.release(10);
      BulkRig.until(() -> rig.asked() == 118);
      assertEquals(2, rig.open());

      fetch.limits(0, UNLIMITED);
      BulkRig.until(() -> rig.open() == 20);
      answers.release(1000);
      end(rig, fetch, 500);
    }
  }

  @Test
  void whatWaitsBeyondALowerLimitIsTakenBackAndComesNext() {
    try (BulkRig rig = BulkRig.parallel(500, 4)) {
      Semaphore answers = new Semaphore(0);
      rig.hold(answers);
      RegionFetch fetch = start(rig, SCAN);
      BulkRig.until(() -> rig.queued() > 200);
      fetch.limits(2, UNLIMITED);
      assertEquals(0, rig.queued());
      answers.release(3);
      BulkRig.until(() -> rig.open() == 2 && rig.asked() == 5);
      answers.release(20);
      BulkRig.until(() -> rig.asked() == 25);
      assertTrue(rig.askedBlocks().stream().allMatch(b -> b <= 256), "the first still come first");
      answers.release(1000);
      end(rig, fetch, 500);
    }
  }

  @Test
  void limitsOfAPausedFetchHoldWhenItGoesOn() {
    try (BulkRig rig = BulkRig.parallel(100, 20)) {
      Semaphore answers = new Semaphore(0);
      rig.hold(answers);
      RegionFetch fetch = start(rig, SCAN);
      BulkRig.until(() -> rig.open() == 20);
      fetch.pause();
      fetch.limits(5, UNLIMITED);
      answers.release(20);
      BulkRig.until(() -> rig.open() == 0);
      assertEquals(20, rig.asked());
      fetch.resume();
      BulkRig.until(() -> rig.open() == 5);
      answers.release(1000);
      end(rig, fetch, 100);
    }
  }

  @Test
  void anotherRateHoldsForWhoWaitsToo() {
    try (BulkRig rig = BulkRig.parallel(50, 20)) {
      long began = rig.time().nanos();
      // A block counts for 64 KiB before the first has come, which is two days at this rate.
      RegionFetch fetch = start(rig, SCAN.withRate(OptionalLong.of(1)));
      rig.advance(Duration.ofSeconds(5));
      BulkRig.until(() -> rig.asked() == 1);
      rig.advance(Duration.ofMinutes(1));
      assertFalse(fetch.done().isDone());
      fetch.limits(0, OptionalLong.of(100_000));
      rig.advanceUntil(() -> fetch.progress().fetched() > 10);
      fetch.limits(0, UNLIMITED);
      end(rig, fetch, 50);
      assertTrue(rig.time().nanos() - began < Duration.ofMinutes(10).toNanos());
    }
  }

  @Test
  void whatWasTakenTooEarlyIsPaidForAtTheNewRate() throws Exception {
    try (BulkRig rig = new BulkRig(1)) {
      Pace pace = new Pace(OptionalLong.of(1000), rig.time());
      pace.landed(pace.ask(), 100_000);
      pace.limit(OptionalLong.of(10_000));
      Gate gate = new Gate(false);
      long began = rig.time().nanos();
      Thread waiting = Thread.ofVirtual().start(() -> await(pace, gate));
      rig.advanceUntil(() -> !waiting.isAlive());
      double seconds = (rig.time().nanos() - began) / 1e9;
      assertTrue(seconds > 9.5 && seconds < 12, seconds + " s");
    }
  }

  private static void await(Pace pace, Gate gate) {
    try {
      pace.await(gate);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    try (BulkRig rig = new BulkRig(5)) {
      assertThrows(IllegalArgumentException.class, () -> SCAN.withLimits(-1, UNLIMITED));
      RegionFetch fetch = start(rig, SCAN.withStartPaused(true));
      assertThrows(IllegalArgumentException.class, () -> fetch.limits(-1, UNLIMITED));
      assertThrows(IllegalArgumentException.class, () -> fetch.limits(0, OptionalLong.of(0)));
      fetch.cancel();
    }
  }
}
