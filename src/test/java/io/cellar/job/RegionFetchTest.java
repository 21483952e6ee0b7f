package io.cellar.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BulkRig;
import io.cellar.engine.FakeStore;
import io.cellar.store.Coverage;
import io.cellar.store.StoreException;
import io.cellar.volume.Roi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegionFetchTest {
  private static final FetchOptions SCAN =
      FetchOptions.impatient(BlockOrder.SCAN, Duration.ofMinutes(10));

  private static RegionFetch start(BulkRig rig, FetchOptions options) {
    return start(rig, options, target(rig));
  }

  private static RegionFetch start(BulkRig rig, FetchOptions options, FetchTarget... targets) {
    return RegionFetch.start(rig.engine(), rig.time(), "test", List.of(targets), options);
  }

  private static FetchTarget target(BulkRig rig) {
    return target(rig.fileset(), rig.store());
  }

  private static FetchTarget target(int fileset, FakeStore store) {
    Roi all = Roi.ofShape(store.geometry().shape());
    return new FetchTarget(fileset, store, Optional.of(store), 0, all);
  }

  private static FetchProgress end(RegionFetch fetch) throws Exception {
    return fetch.done().get(20, TimeUnit.SECONDS);
  }

  @Test
  void countsWhatBecomesOfEachBlock() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      rig.putOnDisk(3);
      rig.absent(10);
      rig.refused(20);
      FetchProgress progress = end(start(rig, SCAN));
      assertEquals(FetchState.FINISHED, progress.state());
      assertEquals(50, progress.blocks());
      assertEquals(47, progress.fetched());
      assertEquals(1, progress.skipped());
      assertEquals(1, progress.absent());
      assertEquals(1, progress.failed());
      assertEquals(47, progress.bytes());
      assertEquals(java.util.Map.of("refused", 1L), progress.failures());

      FetchProgress again = end(start(rig, SCAN.withRetry(false, false)));
      assertEquals(0, again.fetched());
      assertEquals(48, again.skipped());
      assertEquals(48, again.cached());
      assertEquals(1, again.failed());
      assertEquals(1, rig.timesAsked(20));
      FetchProgress retried = end(start(rig, SCAN));
      assertEquals(1, retried.fetched());
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesOverWhatIsThereAndFetchesWhatIsOnlySaidToBe(BlockOrder order) throws Exception {
    int blocks = 5000;
    Random random = new Random(5);
    try (BulkRig rig = new BulkRig(blocks)) {
      long there = 0;
      for (int n = 0; n < blocks; ) {
        int end = Math.min(blocks, n + 1 + random.nextInt(random.nextBoolean() ? 3 : 300));
        boolean onDisk = random.nextBoolean();
        boolean known = random.nextInt(4) > 0;
        for (; n < end; n++) {
          boolean is = onDisk && random.nextInt(50) > 0;
          there += is ? 1 : 0;
          if (is) {
            rig.putOnDisk(n);
          }
          if (known) {
            rig.store().coverage().set(n, Coverage.State.AVAILABLE);
          }
        }
      }
      FetchProgress progress =
          end(start(rig, FetchOptions.impatient(order, Duration.ofMinutes(10))));
      assertEquals(there, progress.skipped());
      assertEquals(blocks - there, progress.fetched());
      assertEquals(blocks - there, rig.asked());
      for (int n = 0; n < blocks; n++) {
        assertTrue(rig.store().isAvailable(n), "block " + n);
      }
    }
  }

  @Test
  void estimateComesFromCoverage() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      Roi half = new Roi(new long[] {0, 0}, new long[] {4, 100});
      assertEquals(
          new FetchEstimate(25, 0, 0, 0, 25, 25 * 16), FetchEstimate.of(rig.store(), half));
      end(start(rig, SCAN));
      assertEquals(new FetchEstimate(25, 25, 0, 0, 0, 0), FetchEstimate.of(rig.store(), half));
    }
  }

  @Test
  void canBePausedResumedAndCancelled() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      RegionFetch fetch = start(rig, SCAN.withStartPaused(true));
      assertEquals(FetchState.PAUSED, fetch.progress().state());
      assertEquals(0, rig.asked());
      fetch.resume();
      assertEquals(50, end(fetch).fetched());

      RegionFetch cancelled = start(rig, SCAN.withStartPaused(true));
      cancelled.cancel();
      assertEquals(FetchState.CANCELLED, end(cancelled).state());
    }
  }

  @Test
  void deniedAccessStopsTheFetch() throws Exception {
    try (BulkRig rig = new BulkRig(500)) {
      rig.deny();
      FetchProgress progress = end(start(rig, SCAN));
      assertEquals(FetchState.STOPPED, progress.state());
      assertTrue(progress.stoppedBy().isPresent());
      assertTrue(rig.asked() < 100);
    }
  }

  @Test
  void aFullDiskStopsOrIsWaitedFor() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      AtomicBoolean full = new AtomicBoolean(true);
      rig.onWrite(
          index -> {
            if (full.get()) {
              throw new StoreException.DiskFull("no space left", null);
            }
          });
      assertEquals(FetchState.STOPPED, end(start(rig, SCAN)).state());
      RegionFetch patient = start(rig, FetchOptions.patient(BlockOrder.CENTRE));
      rig.advance(Duration.ofSeconds(7));
      // While the engine decides, what was told last is told again.
      BulkRig.until(() -> patient.progress().state() == FetchState.WAITING_FOR_SPACE);
      full.set(false);
      rig.advanceUntil(() -> patient.done().isDone());
      FetchProgress progress = end(patient);
      assertEquals(FetchState.FINISHED, progress.state());
      assertEquals(50, progress.fetched() + progress.skipped());
      assertEquals(0, progress.failed());
    }
  }

  @Test
  void aHostThatStaysAwayEndsTheFetch() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      rig.unreachable();
      RegionFetch fetch =
          start(rig, FetchOptions.impatient(BlockOrder.SCAN, Duration.ofMinutes(1)));
      rig.advanceUntil(() -> fetch.progress().state() == FetchState.WAITING_FOR_HOST);
      rig.advanceUntil(() -> fetch.done().isDone());
      assertEquals(FetchState.STOPPED, end(fetch).state());
    }
  }

  @Test
  void onlyHostsThatItNeedsAreWaitedForAndOnlyWhileNothingArrives() throws Exception {
    try (BulkRig rig = new BulkRig(4)) {
      Semaphore answers = new Semaphore(0);
      rig.hold(answers);
      FakeStore elsewhere = new FakeStore(4);
      FetchTarget dead = target(rig.openUnreachable(elsewhere), elsewhere);
      RegionFetch other = start(rig, FetchOptions.patient(BlockOrder.SCAN), dead);
      rig.advanceUntil(() -> other.progress().state() == FetchState.WAITING_FOR_HOST);

      FetchOptions patient = FetchOptions.patient(BlockOrder.SCAN);
      RegionFetch own = start(rig, patient, target(rig));
      assertEquals(FetchState.RUNNING, own.progress().state());
      answers.release(4);
      assertEquals(4, end(own).fetched());
      assertEquals(FetchState.WAITING_FOR_HOST, other.progress().state());

      for (long index = 0; index < 4; index++) {
        rig.store().forget(index);
      }
      RegionFetch both = start(rig, patient, dead, target(rig));
      rig.advanceUntil(() -> both.progress().state() == FetchState.WAITING_FOR_HOST);
      answers.release(1);
      BulkRig.until(() -> both.progress().state() == FetchState.RUNNING);
      rig.advanceUntil(() -> both.progress().state() == FetchState.WAITING_FOR_HOST);
      assertEquals(1, both.progress().fetched());
      both.cancel();
      other.cancel();
    }
  }

  @Test
  void keepsToItsRate() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      long began = rig.time().nanos();
      RegionFetch fetch = start(rig, SCAN.withRate(OptionalLong.of(64 * 1024)));
      rig.advanceUntil(() -> fetch.done().isDone());
      assertEquals(50, end(fetch).fetched());
      assertTrue(rig.time().nanos() - began >= TimeUnit.MILLISECONDS.toNanos(900));
    }
  }

  @Test
  void aPlanOfMillionsBeginsAtOnce() throws Exception {
    try (BulkRig rig = new BulkRig(4_000_000)) {
      rig.stall();
      RegionFetch fetch = start(rig, FetchOptions.impatient(BlockOrder.CENTRE, Duration.ofDays(1)));
      BulkRig.until(() -> rig.asked() > 0);
      assertFalse(fetch.done().isDone());
      fetch.cancel();
      assertEquals(FetchState.CANCELLED, end(fetch).state());
    }
  }

  @Test
  void whatWasFetchedIsSettledBeforeTheFetchIsDone() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      List<Long> settled = new java.util.concurrent.CopyOnWriteArrayList<>();
      rig.store().settling = settled::add;
      assertEquals(FetchState.FINISHED, end(start(rig, SCAN)).state());
      assertEquals(List.of(50L), settled);
    }
  }

  @Test
  void fetchWhoseBlocksMayNotSurviveIsStoppedByThat() throws Exception {
    try (BulkRig rig = new BulkRig(5)) {
      StoreException trouble = new StoreException("Input/output error", null);
      rig.store().settling =
          blocks -> {
            throw trouble;
          };
      FetchProgress progress = end(start(rig, SCAN));
      assertEquals(FetchState.STOPPED, progress.state());
      assertEquals(Optional.of(trouble), progress.stoppedBy());
      assertEquals(5, progress.fetched());
    }
  }
}
