package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.source.SourceException;
import io.cellar.store.Coverage;
import io.cellar.store.StoreException;
import io.cellar.volume.BlockKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a host is waited for that is there but does not answer, and what uses up tries. */
class PatienceTest {
  private static final Duration TWENTY = Duration.ofSeconds(20);

  private static List<StoreRequest> ask(Rig rig, int blocks, Duration patience) {
    Requester bulk = rig.engine.requester("bulk", patience);
    return IntStream.range(0, blocks)
        .mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i)))
        .toList();
  }

  private static String unreachable(StoreRequest request) throws Exception {
    BlockUnavailableException e =
        assertInstanceOf(BlockUnavailableException.class, Rig.failure(request.stored()));
    assertEquals(Reason.HOST_UNREACHABLE, e.reason(), e.getMessage());
    return e.getMessage();
  }

  @Test
  void aSilentHostIsWaitedForAsLongAsWasSaidAndOneAnswerMore() throws Exception {
    try (Rig rig = new Rig(60)) {
      rig.source.always(Rig.never());
      long began = rig.time.nanos();
      List<StoreRequest> requests = ask(rig, 60, TWENTY);
      rig.advanceUntil(() -> requests.stream().allMatch(t -> t.stored().isDone()));
      double seconds = (rig.time.nanos() - began) / 1e9;
      assertTrue(seconds >= 50 && seconds <= 53, seconds + " s");
      String message = unreachable(requests.getFirst());
      assertTrue(message.contains("accepts connections"), message);
      assertTrue(message.contains("http://fake:80 did not answer for 5"), message);
    }
  }

  @Test
  void timeOutsDoNotProlongTheWait() throws Exception {
    try (Rig rig = new Rig(8)) {
      Semaphore timeOuts = new Semaphore(0);
      rig.source.always(
          (box, progress) -> {
            timeOuts.acquire();
            throw new SourceException.TimedOut("no answer within 30 s");
          });
      long began = rig.time.nanos();
      List<StoreRequest> requests = ask(rig, 8, TWENTY);
      Rig.until(() -> rig.source.open.get() == 8);
      rig.time.advance(Duration.ofSeconds(30));
      timeOuts.release(8);
      Rig.until(() -> rig.source.open.get() == 0);
      rig.advanceUntil(() -> requests.stream().allMatch(t -> t.stored().isDone()));
      double seconds = (rig.time.nanos() - began) / 1e9;
      assertTrue(seconds <= 53, seconds + " s");
      assertTrue(unreachable(requests.getFirst()).contains("no answer within 30 s"));
    }
  }

  @Test
  void whatDripsIsNoSignOfLifeButALargeBodyOnItsWayIs() throws Exception {
    for (long step : new long[] {1, 70_000}) {
      try (Rig rig = new Rig(4)) {
        Semaphore pieces = new Semaphore(0);
        Semaphore told = new Semaphore(0);
        rig.source.script(
            0,
            (box, progress) -> {
              for (int i = 1; i <= 12; i++) {
                pieces.acquire();
                progress.bytes(i * step, 1_000_000_000);
                told.release();
              }
              return rig.source.body(box);
            });
        StoreRequest request = ask(rig, 1, TWENTY).getFirst();
        Rig.until(() -> rig.source.open.get() == 1);
        for (int i = 0; i < 12; i++) {
          rig.time.advance(Duration.ofSeconds(9));
          if (request.stored().isDone()) {
            break;
          }
          pieces.release();
          assertTrue(told.tryAcquire(20, TimeUnit.SECONDS));
        }
        if (step == 1) {
          unreachable(request);
        } else {
          assertTrue(Rig.get(request.stored()).fetched());
        }
      }
    }
  }

  @Test
  void aSlowHostThatAnswersIsWaitedFor() throws Exception {
    try (Rig rig = new Rig(8, EngineSettings.defaults().withParallel(1))) {
      Semaphore answers = new Semaphore(0);
      rig.source.always(
          (box, progress) -> {
            answers.acquire();
            return rig.source.body(box);
          });
      List<StoreRequest> requests = ask(rig, 8, TWENTY);
      for (int n = 1; n <= requests.size(); n++) { // in whichever order they are asked for
        Rig.until(() -> rig.source.open.get() == 1);
        rig.time.advance(Duration.ofSeconds(29));
        answers.release();
        long done = n;
        Rig.until(() -> requests.stream().filter(t -> t.stored().isDone()).count() == done);
      }
      for (StoreRequest request : requests) {
        assertTrue(Rig.get(request.stored()).fetched());
      }
    }
  }

  @Test
  void anAnswerThatAsksToWaitUsesUpNoTry() throws Exception {
    try (Rig rig = new Rig(4)) {
      for (int i = 0; i < 15; i++) {
        rig.source.script(0, Rig.busy(429, Optional.of(Duration.ofSeconds(1))));
      }
      BlockRequest request =
          rig.engine.requester("view").request(rig.key(0), Priority.visible(0, 0));
      rig.advanceTo(request.block());
      assertEquals(16, rig.source.timesAsked(0));
    }
  }

  @Test
  void whoeverOnlyAsksToBeLeftAloneIsNotWaitedForWithoutEnd() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.always(Rig.busy(503, Optional.of(Duration.ofSeconds(8))));
      long began = rig.time.nanos();
      StoreRequest request = ask(rig, 1, TWENTY).getFirst();
      rig.advanceUntil(request.stored()::isDone);
      assertTrue(rig.time.nanos() - began < Duration.ofSeconds(60).toNanos());
      unreachable(request);
    }
  }

  @Test
  void whatIsNotTheBlockIsTriedAsOftenAsOtherTroubleWhenTheHostHasSentBlocks() throws Exception {
    try (Rig rig = new Rig(4)) {
      for (int i = 0; i < 7; i++) {
        rig.source.script(1, (box, progress) -> new byte[] {});
      }
      assertTrue(rig.advanceTo(ask(rig, 1, TWENTY).getFirst().stored()).fetched());
      StoreRequest second = rig.engine.requester("more").store(rig.key(1), Priority.bulk(0));
      assertTrue(rig.advanceTo(second.stored()).fetched());
      assertEquals(8, rig.source.timesAsked(1));
    }
  }

  @Test
  void anAnswerThatBreaksOffIsTriedAgainAndDoesNotMakeTheHostAway() throws Exception {
    try (Rig rig = new Rig(60)) {
      rig.source.always(
          (box, progress) -> {
            throw SourceException.Unreachable.brokeOff("the answer broke off", null);
          });
      List<StoreRequest> requests = ask(rig, 60, BlockEngine.WITHOUT_END);
      rig.advanceUntil(() -> requests.stream().allMatch(t -> t.stored().isDone()));
      for (StoreRequest request : requests) {
        BlockUnavailableException e =
            assertInstanceOf(BlockUnavailableException.class, Rig.failure(request.stored()));
        assertEquals(Reason.FAILED, e.reason());
        assertTrue(e.passing());
      }
      assertEquals(8, rig.source.timesAsked(0));
    }
  }

  @Test
  void aPageOfSomebodyElseFromAHostThatIsLeftAloneIsAFailedProbe() throws Exception {
    try (Rig rig = new Rig(60)) {
      assertTrue(rig.advanceTo(ask(rig, 1, TWENTY).getFirst().stored()).fetched());
      rig.source.always(Rig.unreachable());
      var unused = ask(rig, 60, BlockEngine.WITHOUT_END);
      rig.advanceUntil(() -> isLeftAlone(rig));
      Rig.until(() -> rig.source.open.get() == 0);
      rig.source.always(
          (box, progress) -> {
            throw new SourceException.Invalid("a page came", null);
          });
      int before = rig.source.asked.size();
      AtomicInteger steps = new AtomicInteger();
      rig.advanceUntil(() -> steps.incrementAndGet() > 1200); // a minute
      assertTrue(isLeftAlone(rig));
      int probes = rig.source.asked.size() - before;
      assertTrue(probes >= 1 && probes <= 8, probes + " probes in a minute");
    }
  }

  private static boolean isLeftAlone(Rig rig) {
    return rig.engine.stats().hosts().getFirst().pausedUntil().isPresent();
  }

  @Test
  void aBlockOnDiskThatCannotBeReadForWantOfFilesIsNoDamagedOne() throws Exception {
    try (Rig rig = new Rig(2);
        Requester view = rig.engine.requester("view")) {
      for (long i = 0; i < 2; i++) {
        rig.store.files.put(i, new byte[1]);
        rig.store.coverage().set(i, Coverage.State.AVAILABLE);
      }
      rig.engine.mode(rig.fileset, SourceMode.CACHE_ONLY);
      rig.store.reading =
          index -> {
            throw new StoreException(
                "block not read", new IOException(index == 0 ? "Too many open files" : "damaged"));
          };
      assertTrue(failure(view, rig.key(0)).passing());
      assertFalse(failure(view, rig.key(1)).passing());
      assertEquals(Coverage.State.AVAILABLE, rig.store.coverage().get(0));
      assertEquals(Coverage.State.FAILED, rig.store.coverage().get(1));
      rig.store.reading = index -> {};
      rig.time.advance(Duration.ofSeconds(31));
      assertTrue(Rig.get(view.request(rig.key(0), Priority.visible(0, 0)).block()).length() > 0);
    }
  }

  private static BlockUnavailableException failure(Requester view, BlockKey key) throws Exception {
    return assertInstanceOf(
        BlockUnavailableException.class,
        Rig.failure(view.request(key, Priority.visible(0, 0)).block()));
  }

  @Test
  void aBlockOnDiskThatCannotBeReadIsAskedForAnew() throws Exception {
    try (Rig rig = new Rig(1);
        Requester view = rig.engine.requester("view")) {
      rig.store.files.put(0L, new byte[1]);
      rig.store.reading =
          index -> {
            throw new StoreException("damaged", null);
          };
      rig.store.files.clear(); // as when a reader has moved it aside
      assertTrue(Rig.get(view.request(rig.key(0), Priority.visible(0, 0)).block()).length() > 0);
      assertEquals(1, rig.source.timesAsked(0));
    }
  }

  @Test
  void aShortageOfThisComputerUsesUpNoTryAndNoTrust() throws Exception {
    try (Rig rig = new Rig(60)) {
      for (int i = 0; i < 60; i++) {
        rig.source.script(i, Rig.shortOfFiles(), Rig.shortOfFiles(), Rig.shortOfFiles());
      }
      List<StoreRequest> requests = ask(rig, 60, TWENTY);
      rig.advanceUntil(() -> requests.stream().allMatch(t -> t.stored().isDone()));
      for (StoreRequest request : requests) {
        assertTrue(Rig.get(request.stored()).fetched());
      }
    }
  }

  @Test
  void aWriteForWhichThereAreNoFilesIsNotTheDisksFault() throws Exception {
    try (Rig rig = new Rig(8)) {
      AtomicInteger left = new AtomicInteger(6);
      rig.store.writing =
          index -> {
            if (left.getAndDecrement() > 0) {
              throw new StoreException("block not written", new IOException("Too many open files"));
            }
          };
      List<StoreRequest> requests = ask(rig, 8, TWENTY);
      rig.advanceUntil(
          () -> {
            assertFalse(rig.engine.stats().diskFull());
            return requests.stream().allMatch(t -> t.stored().isDone());
          });
      for (StoreRequest request : requests) {
        assertTrue(Rig.get(request.stored()).fetched());
      }
    }
  }

  @Test
  void requestsAreFewerAfterAShortageAndMoreAgainLater() {
    LocalLimit limit = new LocalLimit(OptionalInt.of(64));
    assertTrue(limit.admits(7));
    assertFalse(limit.admits(8));
    limit.ranShort(0, 7);
    limit.ranShort(1, 6);
    assertTrue(limit.admits(5));
    assertFalse(limit.admits(6));
    assertFalse(limit.hopeless(Duration.ofSeconds(29).toNanos()));
    assertTrue(limit.hopeless(Duration.ofSeconds(30).toNanos()));
    for (int i = 0; i < 300; i++) {
      limit.wentWell();
    }
    assertFalse(limit.hopeless(Duration.ofHours(1).toNanos()));
    assertTrue(limit.admits(7));
    assertFalse(limit.admits(8));
    assertTrue(new LocalLimit(OptionalInt.of(10)).admits(0));
    assertTrue(new LocalLimit(OptionalInt.empty()).admits(1000));
  }
}
