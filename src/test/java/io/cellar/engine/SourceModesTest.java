package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.source.SourceException;
import io.cellar.store.Coverage;
import io.cellar.store.StoreException;
import io.cellar.volume.BlockState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where blocks may come from, and what a switch does to what is under way. */
class SourceModesTest {
  private static final Priority VISIBLE = Priority.visible(0, 0);

  private static Reason reason(CompletableFuture<?> future) throws Exception {
    return assertInstanceOf(BlockUnavailableException.class, Rig.failure(future)).reason();
  }

  private static void onDisk(Rig rig, long index) throws Exception {
    Rig.get(rig.engine.requester("before").store(rig.key(index), VISIBLE).stored());
  }

  private static Optional<BlockRequest> refresh(Rig rig, Requester requester, long index) {
    return requester.refresh(rig.key(index), VISIBLE);
  }

  @Test
  void cacheOnlyAsksForNothingAndReadsWhatIsThere() throws Exception {
    try (Rig rig = new Rig(4)) {
      onDisk(rig, 0);
      rig.engine.mode(rig.fileset, SourceMode.CACHE_ONLY);
      Requester view = rig.engine.requester("view");
      Rig.get(view.request(rig.key(0), VISIBLE).block());
      assertEquals(Reason.OFFLINE, reason(view.request(rig.key(1), VISIBLE).block()));
      assertEquals(Reason.OFFLINE, reason(view.store(rig.key(2), Priority.bulk(0)).stored()));
      assertEquals(BlockState.NOT_CACHED, rig.engine.state(rig.key(1)));
      assertEquals(List.of(0L), rig.source.asked);
      assertEquals(0, rig.engine.stats().failedCount());
      rig.engine.mode(rig.fileset, SourceMode.ONLINE);
      Rig.get(view.request(rig.key(1), VISIBLE).block());
      assertEquals(List.of(0L, 1L), rig.source.asked);
    }
  }

  @Test
  void goingOfflineEndsWhatWaitsAndWhatIsOnTheWire() throws Exception {
    try (Rig rig = new Rig(40, EngineSettings.defaults().withParallel(4))) {
      rig.source.always(Rig.never());
      Requester view = rig.engine.requester("view");
      List<BlockRequest> requests =
          IntStream.range(0, 40).mapToObj(i -> view.request(rig.key(i), VISIBLE)).toList();
      Rig.until(() -> rig.source.open.get() == 4);
      rig.engine.mode(rig.fileset, SourceMode.CACHE_ONLY);
      for (BlockRequest request : requests) {
        assertEquals(Reason.OFFLINE, reason(request.block()));
      }
      Rig.until(() -> rig.source.open.get() == 0);
      assertEquals(4, rig.source.asked.size());
      for (int i = 0; i < 40; i++) {
        assertEquals(BlockState.NOT_CACHED, rig.engine.state(rig.key(i)));
      }
    }
  }

  @Test
  void whatHasComeIsStillWritten() throws Exception {
    try (Rig rig = new Rig(4)) {
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch offline = new CountDownLatch(1);
      rig.store.writing =
          index -> {
            writing.countDown();
            await(offline);
          };
      BlockRequest request = rig.engine.requester("view").request(rig.key(0), VISIBLE);
      await(writing);
      rig.engine.mode(rig.fileset, SourceMode.CACHE_ONLY);
      offline.countDown();
      assertTrue(Rig.get(request.stored()).fetched());
      assertEquals(BlockState.AVAILABLE, rig.engine.state(rig.key(0)));
    }
  }

  private static void await(CountDownLatch latch) throws StoreException {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatAServerSaidDoesNotCountWhileItIsNotAsked() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.script(0, refused());
      Requester view = rig.engine.requester("view");
      assertEquals(Reason.FAILED, reason(view.request(rig.key(0), VISIBLE).block()));
      assertInstanceOf(BlockState.Failed.class, rig.engine.state(rig.key(0)));
      rig.engine.mode(rig.fileset, SourceMode.CACHE_ONLY);
      assertEquals(BlockState.NOT_CACHED, rig.engine.state(rig.key(0)));
      assertEquals(Reason.OFFLINE, reason(view.request(rig.key(0), VISIBLE).block()));
      rig.engine.mode(rig.fileset, SourceMode.ONLINE);
      assertInstanceOf(BlockState.Failed.class, rig.engine.state(rig.key(0)));
      assertEquals(1, rig.source.timesAsked(0));
    }
  }

  private static FakeSource.Answer refused() {
    return (box, progress) -> {
      throw new SourceException.Refused("HTTP 418", null);
    };
  }

  @Test
  void aFilesetWithoutASourceHasOneMode() {
    try (Rig rig = new Rig(4)) {
      FakeStore local = new FakeStore(4);
      int fileset = rig.engine.open(local, Optional.of(local), Optional.empty(), 0);
      assertEquals(SourceMode.CACHE_ONLY, rig.engine.mode(fileset));
      rig.engine.mode(fileset, SourceMode.CACHE_ONLY);
      assertThrows(
          IllegalArgumentException.class, () -> rig.engine.mode(fileset, SourceMode.ONLINE));
      rig.engine.release(fileset);
      rig.engine.mode(fileset, SourceMode.ONLINE);
      assertEquals(SourceMode.CACHE_ONLY, rig.engine.mode(fileset));
    }
  }

  @Test
  void goingOnlineAsksASourceAgainThatHadRefused() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.script(
          0,
          (box, progress) -> {
            throw new SourceException.AccessDenied("HTTP 401");
          });
      Requester view = rig.engine.requester("view");
      assertEquals(Reason.ACCESS_DENIED, reason(view.request(rig.key(0), VISIBLE).block()));
      assertEquals(Reason.ACCESS_DENIED, reason(view.request(rig.key(1), VISIBLE).block()));
      rig.engine.mode(rig.fileset, SourceMode.CACHE_ONLY);
      rig.engine.mode(rig.fileset, SourceMode.ONLINE);
      Rig.get(view.request(rig.key(1), VISIBLE).block());
    }
  }

  @Test
  void listenersAreToldOfAMode() {
    try (Rig rig = new Rig(4)) {
      List<SourceMode> told = new ArrayList<>();
      rig.engine.addListener(
          new BlockListener() {
            @Override
            public void changed(io.cellar.volume.BlockKey key, BlockState state) {}

            @Override
            public void modeChanged(int fileset, SourceMode mode) {
              assertEquals(rig.fileset, fileset);
              told.add(mode);
            }
          });
      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      rig.engine.mode(rig.fileset, SourceMode.CACHE_ONLY);
      assertEquals(List.of(SourceMode.REFRESH, SourceMode.CACHE_ONLY), told);
    }
  }

  @Test
  void whatASourceRemembersIsForgottenWithEachRefresh() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.engine.mode(rig.fileset, SourceMode.CACHE_ONLY);
      rig.engine.mode(rig.fileset, SourceMode.ONLINE);
      assertEquals(0, rig.source.forgotten.get());
      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      assertEquals(2, rig.source.forgotten.get());
    }
  }

  @Test
  void aBlockIsRenewedOnceForAllWhoShowItAndAgainAfterTheNextSwitch() throws Exception {
    try (Rig rig = new Rig(4)) {
      onDisk(rig, 0);
      Requester one = rig.engine.requester("one");
      Requester two = rig.engine.requester("two");
      assertTrue(refresh(rig, one, 0).isEmpty(), "only in the mode refresh");
      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      BlockRequest first = refresh(rig, one, 0).orElseThrow();
      refresh(rig, two, 0).ifPresent(request -> request.stored().join());
      Rig.get(first.stored());
      Rig.get(first.block());
      assertTrue(refresh(rig, one, 0).isEmpty());
      assertTrue(refresh(rig, two, 0).isEmpty());
      assertEquals(2, rig.source.timesAsked(0));
      assertEquals(2, rig.store.published.get(0L));

      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      Rig.get(refresh(rig, two, 0).orElseThrow().stored());
      assertEquals(3, rig.source.timesAsked(0));
    }
  }

  @Test
  void whatIsMissingIsFetchedAsEverAndIsFreshThen() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      Requester view = rig.engine.requester("view");
      assertTrue(refresh(rig, view, 0).isEmpty());
      Rig.get(view.request(rig.key(0), VISIBLE).stored());
      assertTrue(refresh(rig, view, 0).isEmpty());
      assertEquals(1, rig.source.timesAsked(0));
    }
  }

  @Test
  void theOldBlockIsThereWhileTheNewOneIsAwaited() throws Exception {
    try (Rig rig = new Rig(4)) {
      onDisk(rig, 0);
      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      CountDownLatch answer = new CountDownLatch(1);
      rig.source.script(
          0,
          (box, progress) -> {
            answer.await();
            return rig.source.body(box);
          });
      BlockRequest refreshed = refresh(rig, rig.engine.requester("view"), 0).orElseThrow();
      Rig.until(() -> rig.source.open.get() == 1);
      assertEquals(BlockState.AVAILABLE, rig.engine.state(rig.key(0)));
      Rig.get(rig.engine.requester("other").request(rig.key(0), VISIBLE).block());
      Rig.get(rig.engine.requester("bulk").store(rig.key(0), Priority.bulk(0)).stored());
      assertTrue(!refreshed.block().isDone());
      answer.countDown();
      assertTrue(Rig.get(refreshed.stored()).fetched());
      assertEquals(2, rig.store.published.get(0L));
    }
  }

  @Test
  void whenTheServerFailsTheOldBlockStaysAndTheFailureIsListed() throws Exception {
    List<FakeSource.Answer> bad =
        List.of(
            Rig.busy(500, Optional.empty()),
            Rig.absent(),
            refused(),
            (box, progress) -> "<html>".getBytes(StandardCharsets.US_ASCII),
            (box, progress) -> {
              throw new SourceException.AccessDenied("HTTP 403");
            });
    for (FakeSource.Answer answer : bad) {
      try (Rig rig = new Rig(4)) {
        onDisk(rig, 0);
        byte[] before = rig.store.files.get(0L);
        rig.engine.mode(rig.fileset, SourceMode.REFRESH);
        rig.source.always(answer);
        Requester view = rig.engine.requester("view");
        BlockRequest refreshed = refresh(rig, view, 0).orElseThrow();
        rig.advanceUntil(refreshed.stored()::isDone);
        assertInstanceOf(BlockUnavailableException.class, Rig.failure(refreshed.stored()));
        assertEquals(BlockState.AVAILABLE, rig.engine.state(rig.key(0)));
        assertEquals(Coverage.State.AVAILABLE, rig.store.coverage().get(0));
        Rig.get(view.request(rig.key(0), VISIBLE).block());
        assertArrayEquals(before, rig.store.files.get(0L));
        EngineStats stats = rig.engine.stats();
        assertEquals(1, stats.failedCount());
        assertEquals(rig.key(0), stats.failures().getFirst().key());
        assertTrue(refresh(rig, view, 0).isEmpty(), "not again and again");

        rig.source.always((box, progress) -> rig.source.body(box));
        rig.engine.retryAll();
        Rig.get(refresh(rig, view, 0).orElseThrow().stored());
        assertEquals(0, rig.engine.stats().failedCount());
      }
    }
  }

  @Test
  void aNewBlockThatCannotBeWrittenLeavesTheOldOne() throws Exception {
    try (Rig rig = new Rig(4)) {
      onDisk(rig, 0);
      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      rig.store.writing =
          index -> {
            throw new StoreException("the disk says no", null);
          };
      BlockRequest refreshed = refresh(rig, rig.engine.requester("view"), 0).orElseThrow();
      assertInstanceOf(BlockUnavailableException.class, Rig.failure(refreshed.stored()));
      assertEquals(BlockState.AVAILABLE, rig.engine.state(rig.key(0)));
      assertEquals(1, rig.engine.stats().failures().size());
    }
  }

  @Test
  void leavingTheModeEndsRefreshesAndComingBackAsksAgain() throws Exception {
    try (Rig rig = new Rig(4)) {
      onDisk(rig, 0);
      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      rig.source.script(0, Rig.never());
      BlockRequest refreshed = refresh(rig, rig.engine.requester("view"), 0).orElseThrow();
      Rig.until(() -> rig.source.open.get() == 1);
      rig.engine.mode(rig.fileset, SourceMode.ONLINE);
      assertInstanceOf(CancellationException.class, Rig.failure(refreshed.stored()));
      Rig.until(() -> rig.source.open.get() == 0);
      assertEquals(List.of(), rig.engine.stats().failures());
      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      Rig.get(refresh(rig, rig.engine.requester("view"), 0).orElseThrow().stored());
    }
  }

  @Test
  void aBlockThatGoesMissingMeanwhileIsFetched() throws Exception {
    try (Rig rig = new Rig(4)) {
      onDisk(rig, 0);
      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      rig.source.script(0, Rig.never());
      BlockRequest refreshed = refresh(rig, rig.engine.requester("view"), 0).orElseThrow();
      Rig.until(() -> rig.source.open.get() == 1);
      rig.store.forget(0);
      BlockRequest request = rig.engine.requester("other").request(rig.key(0), VISIBLE);
      rig.advanceTo(request.stored());
      assertInstanceOf(CancellationException.class, Rig.failure(refreshed.stored()));
      assertEquals(3, rig.source.timesAsked(0));
    }
  }

  @Test
  void aPassingFailureTellsWhenItIsTriedNextAndThenTellsThatItMayBe() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.always(Rig.busy(500, Optional.empty()));
      Requester view = rig.engine.requester("view");
      BlockRequest request = view.request(rig.key(0), VISIBLE);
      rig.advanceUntil(request.block()::isDone);
      BlockState.Failed failed =
          assertInstanceOf(BlockState.Failed.class, rig.engine.state(rig.key(0)));
      assertTrue(failed.nextTry().isPresent());
      assertEquals(failed.nextTry(), rig.engine.stats().failures().getFirst().nextTry());
      rig.source.always((box, progress) -> rig.source.body(box));
      CompletableFuture<BlockState> told = new CompletableFuture<>();
      rig.engine.addListener((key, state) -> told.complete(state));
      rig.time.advance(Duration.ofSeconds(31));
      assertEquals(failed, Rig.get(told));
      Rig.get(view.request(rig.key(0), VISIBLE).block());
    }
  }

  @Test
  void retryAllConcernsWhatIsMarkedOnlyAndWhatPauses() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.store.coverage().set(3, Coverage.State.FAILED);
      rig.source.script(0, Rig.busy(500, Optional.empty()));
      BlockRequest pausing = rig.engine.requester("view").request(rig.key(0), VISIBLE);
      Rig.until(() -> rig.engine.state(rig.key(0)) instanceof BlockState.Failed);
      rig.engine.retryAll();
      assertEquals(Coverage.State.UNKNOWN, rig.store.coverage().get(3));
      Rig.get(pausing.block());
    }
  }
}
