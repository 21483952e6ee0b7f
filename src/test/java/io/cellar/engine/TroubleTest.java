package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.source.SourceException;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the engine makes of servers that do not deliver. */
class TroubleTest {
  private static final Priority VISIBLE = Priority.visible(0, 0);

  private static BlockUnavailableException unavailable(CompletableFuture<?> future)
      throws Exception {
    return assertInstanceOf(BlockUnavailableException.class, Rig.failure(future));
  }

  @Test
  void triesAgainAndSucceeds() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.script(
          0, Rig.busy(503, Optional.empty()), Rig.busy(500, Optional.empty()), Rig.unreachable());
      BlockRequest request = rig.engine.requester("view").request(rig.key(0), VISIBLE);
      rig.advanceTo(request.block());
      assertEquals(4, rig.source.timesAsked(0));
    }
  }

  @Test
  void visibleGivesUpAfterFourTriesAndBulkAfterEight() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.always(Rig.busy(500, Optional.empty()));
      BlockRequest visible = rig.engine.requester("view").request(rig.key(0), VISIBLE);
      rig.advanceUntil(visible.block()::isDone);
      BlockUnavailableException error = unavailable(visible.block());
      assertEquals(Reason.FAILED, error.reason());
      assertTrue(error.getMessage().contains("4 tries"), error.getMessage());
      assertEquals(4, rig.source.timesAsked(0));

      StoreRequest bulk = rig.engine.requester("bulk").store(rig.key(1), Priority.bulk(0));
      rig.advanceUntil(bulk.stored()::isDone);
      assertEquals(Reason.FAILED, unavailable(bulk.stored()).reason());
      assertEquals(8, rig.source.timesAsked(1));
      assertEquals(2, rig.engine.stats().failedCount());
      assertEquals(Coverage.State.FAILED, rig.store.coverage().get(1));
      assertInstanceOf(BlockState.Failed.class, rig.engine.state(rig.key(1)));
    }
  }

  @Test
  void aFailedBlockRestsUntilRetryIsSaid() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.script(
          0,
          (box, progress) -> {
            throw new SourceException.Refused("HTTP 418", null);
          });
      Requester view = rig.engine.requester("view");
      assertEquals(Reason.FAILED, unavailable(view.request(rig.key(0), VISIBLE).block()).reason());
      unavailable(view.request(rig.key(0), VISIBLE).block());
      assertEquals(1, rig.source.timesAsked(0));
      rig.engine.retry(rig.key(0));
      Rig.get(view.request(rig.key(0), VISIBLE).block());
      assertEquals(List.of(), rig.engine.stats().failures());
    }
  }

  @Test
  void whatIsNotTheBlockIsTriedThreeTimes() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.always(
          (box, progress) -> "<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      StoreRequest request = rig.engine.requester("bulk").store(rig.key(0), Priority.bulk(0));
      rig.advanceUntil(request.stored()::isDone);
      assertInstanceOf(SourceException.Invalid.class, unavailable(request.stored()).getCause());
      assertEquals(3, rig.source.timesAsked(0));
      assertTrue(rig.store.files.isEmpty());
    }
  }

  @Test
  void retryAfterPausesTheHost() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.script(0, Rig.busy(429, Optional.of(Duration.ofSeconds(20))));
      Requester view = rig.engine.requester("view");
      BlockRequest first = view.request(rig.key(0), VISIBLE);
      Rig.until(() -> !rig.engine.stats().hosts().getFirst().problem().isEmpty());
      BlockRequest second = view.request(rig.key(1), VISIBLE);
      Rig.until(() -> rig.engine.stats().queued().get(Tier.VISIBLE) > 0);
      rig.time.advance(Duration.ofSeconds(19));
      assertEquals(0, rig.source.timesAsked(1));
      assertEquals(0, rig.engine.stats().hosts().getFirst().active());
      rig.time.advance(Duration.ofSeconds(2));
      Rig.get(first.block());
      Rig.get(second.block());
    }
  }

  @Test
  void retryAfterIsBelievedForFiveMinutesOnlyWhereSomebodyLooks() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.script(0, Rig.busy(503, Optional.of(Duration.ofHours(2))));
      BlockRequest visible = rig.engine.requester("view").request(rig.key(0), VISIBLE);
      StoreRequest bulk = rig.engine.requester("bulk").store(rig.key(1), Priority.bulk(0));
      Rig.until(() -> rig.source.timesAsked(0) == 1);
      Rig.until(() -> rig.engine.stats().hosts().getFirst().pausedUntil().isPresent());
      BlockRequest other = rig.engine.requester("view").request(rig.key(2), VISIBLE);
      StoreRequest waiting = rig.engine.requester("bulk").store(rig.key(3), Priority.bulk(0));
      Rig.until(() -> rig.engine.stats().queued().get(Tier.BULK) > 0);
      rig.time.advance(Duration.ofMinutes(4));
      assertFalse(other.block().isDone());
      rig.time.advance(Duration.ofMinutes(2));
      Rig.get(visible.block());
      Rig.get(other.block());
      rig.time.advance(Duration.ofMinutes(50));
      assertEquals(0, rig.source.timesAsked(3));
      rig.time.advance(Duration.ofMinutes(10));
      Rig.get(waiting.stored());
      Rig.get(bulk.stored());
    }
  }

  @Test
  void aHostThatIsAwayIsProbedWithOneRequestAndNoTriesAreLost() throws Exception {
    try (Rig rig = new Rig(60)) {
      rig.source.always(Rig.unreachable());
      Requester bulk = rig.engine.requester("bulk");
      List<StoreRequest> requests =
          IntStream.range(0, 60).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      rig.advanceUntil(() -> rig.engine.stats().hosts().getFirst().pausedUntil().isPresent());
      Rig.until(() -> rig.source.open.get() == 0);
      rig.time.advance(Duration.ofSeconds(4));
      int before = rig.source.asked.size();
      rig.time.advance(Duration.ofMinutes(9));
      Rig.until(() -> rig.engine.stats().hosts().getFirst().active() == 0);
      int probes = rig.source.asked.size() - before;
      assertTrue(probes >= 1 && probes <= 10, "probes: " + probes);
      rig.source.always((box, progress) -> rig.source.body(box));
      rig.advanceUntil(() -> requests.stream().allMatch(t -> t.stored().isDone()));
      for (StoreRequest request : requests) {
        assertTrue(Rig.get(request.stored()).fetched());
      }
    }
  }

  @Test
  void aPartyWaitsForItsHostOnlySoLong() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.always(Rig.unreachable());
      BlockRequest hasty =
          rig.engine.requester("read", Duration.ofSeconds(30)).request(rig.key(0), VISIBLE);
      BlockRequest patient = rig.engine.requester("window").request(rig.key(0), VISIBLE);
      rig.advanceUntil(hasty.block()::isDone);
      assertEquals(Reason.HOST_UNREACHABLE, unavailable(hasty.block()).reason());
      rig.time.advance(Duration.ofHours(1));
      assertFalse(patient.block().isDone());
      rig.source.always((box, progress) -> rig.source.body(box));
      rig.advanceTo(patient.block());
    }
  }

  @Test
  void absentIsRememberedOnceTheServerHasGivenABlock() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.script(0, Rig.absent()).script(2, Rig.absent());
      Requester view = rig.engine.requester("view");
      assertEquals(Reason.ABSENT, unavailable(view.request(rig.key(0), VISIBLE).block()).reason());
      assertEquals(BlockState.ABSENT, rig.engine.state(rig.key(0)));
      assertEquals(Coverage.State.UNKNOWN, rig.store.coverage().get(0));
      Rig.get(view.request(rig.key(1), VISIBLE).block());
      assertEquals(Coverage.State.ABSENT, rig.store.coverage().get(0));
      unavailable(view.request(rig.key(2), VISIBLE).block());
      assertEquals(Coverage.State.ABSENT, rig.store.coverage().get(2));
      unavailable(view.request(rig.key(2), VISIBLE).block());
      assertEquals(1, rig.source.timesAsked(2));
      rig.engine.retry(rig.key(2));
      Rig.get(view.request(rig.key(2), VISIBLE).block());
    }
  }

  @Test
  void twentyAnswersWithoutABlockMeanAWrongAddress() throws Exception {
    try (Rig rig = new Rig(100, EngineSettings.defaults().withParallel(1))) {
      rig.source.always(Rig.absent());
      Requester bulk = rig.engine.requester("bulk");
      List<StoreRequest> requests =
          IntStream.range(0, 100).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      int absent = 0;
      int wrong = 0;
      for (StoreRequest request : requests) {
        switch (unavailable(request.stored()).reason()) {
          case ABSENT -> absent++;
          case WRONG_ADDRESS -> wrong++;
          default -> throw new AssertionError();
        }
      }
      assertEquals(20, absent);
      assertEquals(80, wrong);
      assertEquals(20, rig.source.asked.size());
      assertEquals(0, rig.store.coverage().count(Coverage.State.ABSENT));
      rig.source.always((box, progress) -> rig.source.body(box));
      rig.engine.retry(rig.key(0));
      Rig.get(rig.engine.requester("view").request(rig.key(0), VISIBLE).block());
    }
  }

  @Test
  void answersThatAreNoBlocksMeanAWrongAddressWhateverTheirKind() throws Exception {
    try (Rig rig = new Rig(100, EngineSettings.defaults().withParallel(1))) {
      FakeSource.Answer refused =
          (box, progress) -> {
            throw new SourceException.Refused("HTTP 402", null);
          };
      for (int i = 0; i < 100; i++) {
        rig.source.script(i, i % 2 == 0 ? refused : Rig.absent());
      }
      Requester bulk = rig.engine.requester("bulk");
      List<StoreRequest> requests =
          IntStream.range(0, 100).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      Reason last = null;
      for (StoreRequest request : requests) {
        last = unavailable(request.stored()).reason();
      }
      assertEquals(Reason.WRONG_ADDRESS, last);
      assertEquals(20, rig.source.asked.size());
    }
  }

  @Test
  void headsThatCannotBeReadDoNotMeanAWrongAddress() throws Exception {
    try (Rig rig = new Rig(30)) {
      rig.source.always(
          (box, progress) -> {
            throw new SourceException.Invalid("not valid HTTP", false, null);
          });
      Requester bulk = rig.engine.requester("bulk");
      List<StoreRequest> requests =
          IntStream.range(0, 30).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      rig.advanceUntil(() -> requests.stream().allMatch(t -> t.stored().isDone()));
      for (StoreRequest request : requests) {
        assertEquals(Reason.FAILED, unavailable(request.stored()).reason());
      }
    }
  }

  @Test
  void accessDeniedStopsTheVolumeUntilRetry() throws Exception {
    try (Rig rig = new Rig(20, EngineSettings.defaults().withParallel(1))) {
      rig.source.always(
          (box, progress) -> {
            throw new SourceException.AccessDenied("HTTP 403");
          });
      Requester view = rig.engine.requester("view");
      List<BlockRequest> requests =
          IntStream.range(0, 20)
              .mapToObj(i -> view.request(rig.key(i), Priority.visible(0, i)))
              .toList();
      for (BlockRequest request : requests) {
        assertEquals(Reason.ACCESS_DENIED, unavailable(request.block()).reason());
      }
      assertTrue(rig.source.asked.size() <= 2);
      rig.source.always((box, progress) -> rig.source.body(box));
      rig.engine.retry(rig.key(0));
      Rig.get(view.request(rig.key(5), VISIBLE).block());
    }
  }

  @Test
  void aBlockThatAnotherProgramFetchesIsWaitedForWithoutASlot() throws Exception {
    try (Rig rig = new Rig(4, EngineSettings.defaults().withParallel(1))) {
      rig.store.lockedElsewhere.add(0L);
      Requester view = rig.engine.requester("view");
      BlockRequest theirs = view.request(rig.key(0), VISIBLE);
      Rig.until(() -> rig.engine.state(rig.key(0)).equals(new BlockState.Queued(true)));
      Rig.get(view.request(rig.key(1), VISIBLE).block());
      rig.store.files.put(0L, new byte[] {0});
      rig.advanceTo(theirs.block());
      assertEquals(0, rig.source.timesAsked(0));
      rig.store.lockedElsewhere.clear();
    }
  }

  @Test
  void aLockThatIsHeldTooLongIsPassedBy() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.store.lockedElsewhere.add(0L);
      BlockRequest request = rig.engine.requester("view").request(rig.key(0), VISIBLE);
      long asked = rig.time.nanos();
      rig.advanceTo(request.block());
      assertTrue(rig.time.nanos() - asked >= Duration.ofSeconds(5).toNanos());
      assertEquals(1, rig.source.timesAsked(0));
    }
  }

  @Test
  void aLookAtAnotherProgramsLockThatFailsLosesNoBlock() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.store.lockedElsewhere.add(0L);
      rig.store.lookingAtLock =
          index -> {
            throw new OutOfMemoryError("Java heap space");
          };
      BlockRequest request = rig.engine.requester("view").request(rig.key(0), VISIBLE);
      Rig.until(() -> rig.engine.state(rig.key(0)).equals(new BlockState.Queued(true)));
      rig.advanceTo(request.block());
      assertEquals(1, rig.source.timesAsked(0));
    }
  }
}
