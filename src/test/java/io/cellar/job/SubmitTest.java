package io.cellar.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BulkRig;
import io.cellar.source.SourceException;
import io.cellar.store.StoreException;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Roi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Waiting until all blocks are on disk, and what is said when they are not. */
class SubmitTest {
  private static final FetchOptions SCAN =
      FetchOptions.impatient(BlockOrder.SCAN, Duration.ofMinutes(10));

  private static RegionFetch start(BulkRig rig, FetchOptions options) {
    Roi all = Roi.ofShape(rig.store().geometry().shape());
    FetchTarget target =
        new FetchTarget(rig.fileset(), rig.store(), Optional.of(rig.store()), 0, all);
    return RegionFetch.start(rig.engine(), rig.time(), "tissue", List.of(target), options);
  }

  /** Submits on a thread of its own, while the clock of the engine moves. */
  private static FetchProgress submit(BulkRig rig, RegionFetch fetch) throws Exception {
    FutureTask<FetchProgress> waiting = new FutureTask<>(fetch::submit);
    Thread.ofVirtual().start(waiting);
    rig.advanceUntil(waiting::isDone);
    try {
      return waiting.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception known ? known : e;
    }
  }

  private static FetchFailedException failure(BulkRig rig, RegionFetch fetch) {
    return assertThrows(FetchFailedException.class, () -> submit(rig, fetch));
  }

  private static void assertOnDisk(BulkRig rig, int blocks, int... but) throws Exception {
    List<Integer> missing = new ArrayList<>();
    for (int n = 0; n < blocks; n++) {
      if (!rig.store().isAvailable(n)) {
        missing.add(n);
      }
    }
    assertEquals(java.util.Arrays.stream(but).boxed().toList(), missing);
  }

  @Test
  void returnsWhenAllBlocksAreOnDisk() throws Exception {
    try (BulkRig rig = new BulkRig(120)) {
      List<Long> settled = new ArrayList<>();
      rig.store().settling = settled::add;
      FetchProgress progress = submit(rig, start(rig, SCAN));
      assertEquals(FetchState.FINISHED, progress.state());
      assertEquals(120, progress.fetched());
      assertEquals(List.of(120L), settled);
      assertOnDisk(rig, 120);
    }
  }

  @Test
  void absentAndEmptyBlocksAreNoFailures() throws Exception {
    try (BulkRig rig = BulkRig.proved(50)) {
      rig.absent(10);
      rig.empty(11, 12);
      FetchProgress progress = submit(rig, start(rig, SCAN));
      assertEquals(1, progress.absent());
      assertEquals(2, progress.empty());
      assertEquals(47, progress.fetched());
    }
  }

  @Test
  void nothingToFetchIsDoneAtOnce() throws Exception {
    try (BulkRig rig = new BulkRig(5)) {
      RegionFetch fetch = RegionFetch.start(rig.engine(), rig.time(), "nothing", List.of(), SCAN);
      assertTrue(fetch.done().isDone());
      FetchProgress progress = fetch.submit();
      assertEquals(FetchState.FINISHED, progress.state());
      assertEquals(0, progress.blocks());
      assertTrue(
          RegionFetch.start(
                  rig.engine(), rig.time(), "nothing", List.of(), SCAN.withStartPaused(true))
              .done()
              .isDone());
    }
  }

  @Test
  void failedBlocksAreToldWhenTheGoodOnesAreOnDisk() throws Exception {
    try (BulkRig rig = new BulkRig(120)) {
      CountDownLatch slow = new CountDownLatch(1);
      rig.refused(20);
      rig.refused(30);
      rig.refused(31);
      rig.onWrite(
          index -> {
            if (index == 119) {
              await(slow);
            }
          });
      RegionFetch fetch = start(rig, SCAN);
      BulkRig.until(() -> fetch.progress().done() == 119);
      assertFalse(fetch.done().isDone());
      slow.countDown();
      FetchFailedException failed = failure(rig, fetch);
      assertEquals(
          "3 of 120 blocks of tissue could not be fetched; the first: HTTP 418",
          failed.getMessage());
      assertInstanceOf(SourceException.Refused.class, failed.getCause().getCause());
      assertEquals(3, failed.progress().failed());
      assertEquals(117, failed.progress().fetched());
      assertOnDisk(rig, 120, 20, 30, 31);
      assertEquals(
          new BlockFailure(
              new BlockKey(rig.fileset(), 20),
              0,
              rig.store().grid().roi(20),
              "refused",
              "HTTP 418",
              OptionalInt.of(1)),
          fetch.failures().stream().filter(f -> f.key().index() == 20).findFirst().orElseThrow());
      assertEquals(3, fetch.failures().size());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aBlockThatComesInALaterRoundIsNotListed() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      rig.invalid(20, 12);
      rig.invalid(30, 1000);
      RegionFetch fetch = start(rig, SCAN);
      rig.advanceUntil(() -> fetch.failures().size() == 2);
      FetchFailedException failed = failure(rig, fetch);
      assertTrue(
          failed
              .getMessage()
              .startsWith("1 of 50 blocks of tissue could not be fetched: not the block"),
          failed.getMessage());
      assertEquals(List.of(30L), fetch.failures().stream().map(f -> f.key().index()).toList());
      assertTrue(fetch.failures().getFirst().tries().orElseThrow() > 1);
      assertEquals(
          java.util.Map.of("not the block", fetch.failures().getFirst().message()),
          failed.progress().examples());
    }
  }

  @Test
  void whatFailedBeforeAndIsNotAskedForIsListed() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      rig.refused(20);
      failure(rig, start(rig, SCAN));
      RegionFetch again = start(rig, SCAN.withRetry(false, false));
      FetchFailedException failed = failure(rig, again);
      assertEquals(
          "1 of 50 blocks of tissue could not be fetched: it failed before, and was not asked for"
              + " again",
          failed.getMessage());
      assertEquals("failed before", again.failures().getFirst().kind());
      assertEquals(1, rig.timesAsked(20));
    }
  }

  @Test
  void manyFailuresAreCountedAndSomeAreKept() {
    FetchFailures failures = new FetchFailures();
    int all = FetchFailures.MOST + 1000;
    for (int n = 0; n < all; n++) {
      failures.add(
          new BlockFailure(
              new BlockKey(1, n), 0, Roi.ofShape(1), "odd", "no " + n, OptionalInt.empty()),
          new IllegalStateException("no " + n));
    }
    assertEquals(FetchFailures.MOST, failures.list().size());
    assertEquals(java.util.Map.of("odd", (long) all), failures.kinds());
    assertEquals(java.util.Map.of("odd", "no 0"), failures.examples());
    failures.remove(new BlockKey(1, 0), "odd");
    assertEquals(java.util.Map.of("odd", "no 1"), failures.examples());
    assertEquals("no 1", failures.first().orElseThrow().getMessage());
    assertEquals(java.util.Map.of("odd", all - 1L), failures.kinds());
  }

  @Test
  void aClosedEngineFailsAtOnceAndStartsNothing() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      rig.engine().close();
      for (FetchOptions options : List.of(SCAN, SCAN.withStartPaused(true))) {
        RegionFetch fetch = start(rig, options);
        assertTrue(fetch.done().isDone(), "at once");
        FetchFailedException failed = assertThrows(FetchFailedException.class, fetch::submit);
        assertEquals(
            "the download engine was closed; 50 of 50 blocks of tissue were not fetched",
            failed.getMessage());
        assertInstanceOf(CancellationException.class, failed.getCause());
      }
      assertEquals(0, rig.asked());
    }
  }

  private static void endsWhileItWaits(boolean paused, Closing end, String why) throws Exception {
    try (BulkRig rig = new BulkRig(500)) {
      rig.hold(new CountDownLatch(1));
      RegionFetch fetch = start(rig, SCAN.withStartPaused(paused));
      FutureTask<FetchProgress> waiting = new FutureTask<>(fetch::submit);
      Thread.ofVirtual().start(waiting);
      BulkRig.until(() -> paused || rig.open() == 8);
      end.of(rig, fetch);
      try {
        waiting.get(20, TimeUnit.SECONDS);
        fail("it came to a good end");
      } catch (ExecutionException e) {
        FetchFailedException failed = assertInstanceOf(FetchFailedException.class, e.getCause());
        assertEquals(why + "; 500 of 500 blocks of tissue were not fetched", failed.getMessage());
        assertInstanceOf(CancellationException.class, failed.getCause());
      }
      BulkRig.until(() -> rig.open() == 0);
      assertEquals(paused ? 0 : 8, rig.asked());
    }
  }

  @FunctionalInterface
  private interface Closing {
    void of(BulkRig rig, RegionFetch fetch) throws Exception;
  }

  @Test
  void closingTheEngineEndsWhatWaits() throws Exception {
    for (boolean paused : new boolean[] {false, true}) {
      endsWhileItWaits(
          paused, (rig, fetch) -> rig.engine().close(), "the download engine was closed");
    }
  }

  @Test
  void closingTheFilesetEndsWhatWaits() throws Exception {
    for (boolean paused : new boolean[] {false, true}) {
      endsWhileItWaits(
          paused, (rig, fetch) -> rig.engine().release(rig.fileset()), "fake was closed");
    }
  }

  @Test
  void cancellingEndsWhatWaits() throws Exception {
    for (boolean paused : new boolean[] {false, true}) {
      endsWhileItWaits(paused, (rig, fetch) -> fetch.cancel(), "the fetch was cancelled");
    }
  }

  @Test
  void whoIsInterruptedLeavesTheFetchAlone() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      CountDownLatch answers = new CountDownLatch(1);
      rig.hold(answers);
      RegionFetch fetch = start(rig, SCAN);
      CompletableFuture<Throwable> told = new CompletableFuture<>();
      Callable<FetchProgress> submit = fetch::submit;
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      submit.call();
                    } catch (Exception e) {
                      told.complete(e);
                    }
                  });
      waiting.interrupt();
      assertInstanceOf(InterruptedException.class, told.get(20, TimeUnit.SECONDS));
      answers.countDown();
      assertEquals(50, submit(rig, fetch).fetched());
    }
  }

  @Test
  void aFullDiskComesFirst() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      rig.onWrite(
          index -> {
            throw new StoreException.DiskFull("no space left on the disk", null);
          });
      FetchFailedException failed = failure(rig, start(rig, SCAN));
      String why = failed.getMessage();
      assertTrue(why.contains("no space left on the disk"), why);
      assertTrue(why.endsWith("; 50 of 50 blocks of tissue were not fetched"), why);
      BlockUnavailableException cause =
          assertInstanceOf(BlockUnavailableException.class, failed.getCause());
      assertInstanceOf(StoreException.DiskFull.class, cause.getCause());
    }
  }

  @Test
  void aWriterThatDiesIsToldFirstHand() throws Exception {
    try (BulkRig rig = new BulkRig(50)) {
      rig.onWrite(
          index -> {
            throw new StackOverflowError("the writer is dead");
          });
      FetchFailedException failed = failure(rig, start(rig, SCAN));
      assertTrue(failed.getMessage().contains("the writer is dead"), failed.getMessage());
      assertEquals(0, failed.progress().fetched());
    }
  }

  @Test
  void whoCannotWriteForWantOfMemoryDoesNotTryForEver() throws Exception {
    try (BulkRig rig = new BulkRig(5)) {
      rig.onWrite(
          index -> {
            throw new OutOfMemoryError("Java heap space");
          });
      FetchFailedException failed = failure(rig, start(rig, SCAN));
      assertTrue(failed.getMessage().contains("no more memory"), failed.getMessage());
      assertEquals(0, failed.progress().fetched());
    }
  }

  @Test
  void whatHasComeWhenAFetchIsCancelledIsWrittenBeforeItIsOver() throws Exception {
    try (BulkRig rig = new BulkRig(500)) {
      CountDownLatch answers = new CountDownLatch(1);
      CountDownLatch disk = new CountDownLatch(1);
      CountDownLatch writing = new CountDownLatch(1);
      rig.onWrite(
          index -> {
            writing.countDown();
            await(disk);
          });
      rig.hold(answers);
      RegionFetch fetch = start(rig, SCAN.withLimits(1, java.util.OptionalLong.empty()));
      BulkRig.until(() -> rig.open() == 1);
      answers.countDown();
      await(writing);
      fetch.cancel();
      assertFalse(fetch.done().isDone());
      disk.countDown();
      FetchFailedException failed = failure(rig, fetch);
      assertEquals(1, failed.progress().fetched());
      assertEquals(FetchState.CANCELLED, failed.progress().state());
      assertEquals(1, rig.asked());
      assertTrue(rig.store().isAvailable(0));
    }
  }
}
