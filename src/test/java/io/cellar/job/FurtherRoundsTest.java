package io.cellar.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BulkRig;
import io.cellar.engine.EngineStats.HostStats.Condition;
import io.cellar.source.SourceException;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Roi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A bulk fetch brings what can be had, however often it takes, and counts each block once. */
class FurtherRoundsTest {
  private static final FetchOptions SCAN =
      FetchOptions.impatient(BlockOrder.SCAN, Duration.ofMinutes(10));

  private static RegionFetch start(BulkRig rig) {
    Roi all = Roi.ofShape(rig.store().geometry().shape());
    FetchTarget target =
        new FetchTarget(rig.fileset(), rig.store(), Optional.of(rig.store()), 0, all);
    return RegionFetch.start(rig.engine(), rig.time(), "test", List.of(target), SCAN);
  }

  private static FetchProgress end(BulkRig rig, RegionFetch fetch) throws Exception {
    rig.advanceUntil(() -> fetch.done().isDone());
    return fetch.done().get(20, TimeUnit.SECONDS);
  }

  @Test
  void ofFiveThousandBlocksNoneIsMissingThoughAQuarterOfAllAnswersIsBad() throws Exception {
    try (BulkRig rig = new BulkRig(5000)) {
      rig.flaky(0.26, 3);
      FetchProgress progress = end(rig, start(rig));
      assertEquals(FetchState.FINISHED, progress.state(), () -> progress.toString());
      assertEquals(5000, progress.fetched());
      assertEquals(0, progress.failed());
      assertEquals(Map.of(), progress.failures());
      assertTrue(rig.asked() > 6000, "asked: " + rig.asked());
    }
  }

  @Test
  void aBlockThatComesInALaterRoundIsFetchedAndNotFailed() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      rig.invalid(20, 12);
      rig.invalid(30, 1000);
      RegionFetch fetch = start(rig);
      long[] done = {0};
      rig.advanceUntil(
          () -> {
            FetchProgress p = fetch.progress();
            assertTrue(p.done() >= done[0] && p.done() <= 50 && p.failed() <= 2, p.toString());
            done[0] = p.done();
            return fetch.done().isDone();
          });
      FetchProgress progress = end(rig, fetch);
      assertEquals(49, progress.fetched());
      assertEquals(1, progress.failed());
      assertEquals(Map.of("not the block", 1L), progress.failures());
      assertTrue(progress.examples().get("not the block").contains("not the block"));
      assertEquals(13, rig.timesAsked(20));
      assertEquals(24, rig.timesAsked(30), "two rounds bring nothing but one block");
    }
  }

  @Test
  void blocksThatAlwaysHaveAnErrorEndTheFetchWithoutWaitingForTheHost() throws Exception {
    Set<Long> bad = Set.of(0L, 63L, 64L, 200L, 201L, 333L, 500L, 511L);
    for (SourceException error :
        List.of(
            new SourceException.Unavailable("HTTP 500", 500, Optional.empty()),
            SourceException.Unreachable.brokeOff("the answer broke off", null))) {
      try (BulkRig rig = new BulkRig(512)) {
        rig.always(bad, error);
        long began = rig.time().nanos();
        FetchProgress progress = end(rig, start(rig));
        assertEquals(FetchState.FINISHED, progress.state(), () -> progress.toString());
        assertEquals(504, progress.fetched());
        assertEquals(Map.of(error.brief(), 8L), progress.failures());
        assertEquals(16, rig.timesAsked(0), "a further round that brings nothing is the last");
        assertTrue(rig.time().nanos() - began < Duration.ofMinutes(5).toNanos());
      }
    }
  }

  @Test
  void whatWillNeverWorkIsNotAskedForAgain() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      rig.refused(20);
      FetchProgress progress = end(rig, start(rig));
      assertEquals(1, progress.failed());
      assertEquals(1, rig.timesAsked(20));
      assertEquals(Map.of("refused", "HTTP 418"), progress.examples());
    }
  }

  @Test
  void whatThisComputerCannotDoEndsTheFetchAndIsNotTheHostsFault() throws Exception {
    try (BulkRig rig = new BulkRig(500)) {
      rig.shortOfFiles();
      long began = rig.time().nanos();
      FetchProgress progress = end(rig, start(rig));
      assertEquals(FetchState.STOPPED, progress.state());
      String why = progress.stoppedBy().orElseThrow().getMessage();
      assertTrue(why.contains("this computer has no more open files"), why);
      assertTrue(!why.contains("http"), why);
      assertTrue(rig.time().nanos() - began < Duration.ofMinutes(2).toNanos());
      assertEquals(Condition.FINE, rig.engine().stats().hosts().getFirst().condition());
    }
  }

  @Test
  void aPauseTakesBackAllThatIsNotOnTheWire() throws Exception {
    try (BulkRig rig = new BulkRig(500)) {
      CountDownLatch answers = new CountDownLatch(1);
      rig.hold(answers);
      RegionFetch fetch = start(rig);
      BulkRig.until(() -> rig.open() == 8);
      fetch.pause();
      int asked = rig.asked();
      answers.countDown();
      BulkRig.until(() -> fetch.progress().fetched() == asked);
      rig.advance(Duration.ofSeconds(60));
      assertEquals(asked, rig.asked());
      assertEquals(FetchState.PAUSED, fetch.progress().state());
      fetch.resume();
      FetchProgress progress = end(rig, fetch);
      assertEquals(500, progress.fetched());
      assertEquals(500, rig.asked(), "each block is asked for once");
    }
  }

  @Test
  void whatFailsWhilePausedIsTriedAgainOnlyAfterIt() throws Exception {
    try (BulkRig rig = new BulkRig(8)) {
      CountDownLatch answers = new CountDownLatch(1);
      for (int i = 0; i < 8; i++) {
        rig.invalid(i, answers);
      }
      RegionFetch fetch = start(rig);
      BulkRig.until(() -> rig.open() == 8);
      fetch.pause();
      answers.countDown();
      BulkRig.until(() -> rig.open() == 0);
      rig.advance(Duration.ofMinutes(5));
      assertEquals(8, rig.asked());
      fetch.resume();
      assertEquals(8, end(rig, fetch).fetched());
    }
  }

  @Test
  void nothingIsAskedForAfterACancel() throws Exception {
    try (BulkRig rig = new BulkRig(500)) {
      rig.hold(new CountDownLatch(1));
      RegionFetch fetch = start(rig);
      BulkRig.until(() -> rig.open() == 8);
      fetch.cancel();
      int asked = rig.asked();
      assertEquals(FetchState.CANCELLED, end(rig, fetch).state());
      rig.advance(Duration.ofSeconds(60));
      assertEquals(asked, rig.asked());
      BulkRig.until(() -> rig.open() == 0);
    }
  }

  @Test
  void whatIsLeftOverIsBounded() {
    Leftovers leftovers = new Leftovers();
    for (long i = 0; i < Leftovers.MOST + 5L; i++) {
      leftovers.add(new BlockKey(1, 3 * i), "not the block");
    }
    assertEquals(Leftovers.MOST, leftovers.size());
    assertEquals(new BlockKey(1, 3L * (Leftovers.MOST - 1)), leftovers.key(Leftovers.MOST - 1));
    assertEquals("not the block", leftovers.kind(17));
  }
}
