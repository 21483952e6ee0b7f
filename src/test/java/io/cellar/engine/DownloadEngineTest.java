package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.volume.Block;
import io.cellar.volume.BlockState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DownloadEngineTest {
  private static final Priority VISIBLE = Priority.visible(0, 0);

  @Test
  void lockGoesWithTheStatusAndStaleOnesAreLookedForWhereABlockIsAvailable() throws Exception {
    try (Rig rig = new Rig(4)) {
      Requester requester = rig.engine.requester("test");
      Rig.get(requester.store(rig.key(2), Priority.visible(0, 0)).stored());
      assertEquals(java.util.Set.of(), rig.store.availableAndLocked);
      assertEquals(java.util.Map.of(), rig.store.looksForStaleLocks);
      Rig.get(requester.store(rig.key(2), Priority.visible(0, 0)).stored());
      assertEquals(java.util.Map.of(2L, 1), rig.store.looksForStaleLocks);
      Rig.get(requester.request(rig.key(2), Priority.visible(0, 0)).block());
      assertEquals(java.util.Map.of(2L, 2), rig.store.looksForStaleLocks);
    }
  }

  @Test
  void fetchesAMissingBlockCropsItToTheViewAndStoresIt() throws Exception {
    try (Rig rig = new Rig(4)) {
      BlockRequest request = rig.engine.requester("view").request(rig.key(2), VISIBLE);
      Block block = Rig.get(request.block());
      assertArrayEquals(new long[] {3, 4}, block.shape());
      assertEquals(2, ((byte[]) block.values())[0]);
      assertEquals(new Stored(true, 1), Rig.get(request.stored()));
      assertTrue(rig.store.isAvailable(2));
      assertEquals(BlockState.AVAILABLE, rig.engine.state(rig.key(2)));
      assertFalse(rig.store.anyLocked());
    }
  }

  @Test
  void readsFromDiskWhatIsThere() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.store.files.put(1L, new byte[] {1});
      BlockRequest request = rig.engine.requester("view").request(rig.key(1), VISIBLE);
      assertEquals(1, ((byte[]) Rig.get(request.block()).values())[0]);
      assertEquals(Stored.CACHED, Rig.get(request.stored()));
      assertEquals(List.of(), rig.source.asked);
    }
  }

  @Test
  void bulkOnlyLooksAtWhatIsOnDisk() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.store.files.put(1L, new byte[] {1});
      StoreRequest request = rig.engine.requester("bulk").store(rig.key(1), Priority.bulk(0));
      assertEquals(Stored.CACHED, Rig.get(request.stored()));
      assertEquals(0, rig.store.reads.get());
    }
  }

  @Test
  void oneFetchServesManyRequesters() throws Exception {
    try (Rig rig = new Rig(4)) {
      CountDownLatch go = new CountDownLatch(1);
      rig.source.always(
          (box, progress) -> {
            go.await();
            return rig.source.body(box);
          });
      List<BlockRequest> requests =
          IntStream.range(0, 10)
              .mapToObj(i -> rig.engine.requester("view " + i).request(rig.key(3), VISIBLE))
              .toList();
      Rig.until(() -> rig.source.open.get() == 1);
      requests.getFirst().cancel();
      go.countDown();
      for (BlockRequest request : requests.subList(1, 10)) {
        assertEquals(3, ((byte[]) Rig.get(request.block()).values())[0]);
      }
      assertInstanceOf(CancellationException.class, Rig.failure(requests.getFirst().block()));
      assertEquals(List.of(3L), rig.source.asked);
    }
  }

  @Test
  void askingAgainGivesTheSameRequest() {
    try (Rig rig = new Rig(4)) {
      rig.source.always(Rig.never());
      Requester requester = rig.engine.requester("view");
      BlockRequest first = requester.request(rig.key(0), Priority.nearby(0, 5));
      assertSame(first, requester.request(rig.key(0), VISIBLE));
      assertNotSame(first, requester.store(rig.key(0), VISIBLE));
    }
  }

  @Test
  void theLastOneOutEndsTheTransfer() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.always(Rig.never());
      Requester a = rig.engine.requester("a");
      BlockRequest one = a.request(rig.key(0), VISIBLE);
      BlockRequest two = rig.engine.requester("b").request(rig.key(0), VISIBLE);
      Rig.until(() -> rig.source.open.get() == 1);
      a.close();
      assertInstanceOf(CancellationException.class, Rig.failure(one.stored()));
      assertEquals(0, rig.source.interrupted.get());
      two.cancel();
      Rig.until(() -> rig.source.interrupted.get() == 1);
      Rig.until(() -> rig.engine.state(rig.key(0)) == BlockState.NOT_CACHED);
    }
  }

  @Test
  void aLateVoxelRequestForABulkBlockIsServed() throws Exception {
    try (Rig rig = new Rig(4)) {
      CountDownLatch write = new CountDownLatch(1);
      rig.store.writing =
          index -> {
            try {
              write.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          };
      StoreRequest bulk = rig.engine.requester("bulk").store(rig.key(0), Priority.bulk(0));
      Rig.until(() -> rig.engine.stats().writing() == 1);
      BlockRequest view = rig.engine.requester("view").request(rig.key(0), VISIBLE);
      write.countDown();
      assertEquals(3, Rig.get(view.block()).size(0));
      assertTrue(Rig.get(bulk.stored()).fetched());
      assertEquals(1, rig.source.timesAsked(0));
    }
  }

  @Test
  void visibleBlocksAreShownBeforeTheyAreWritten() throws Exception {
    try (Rig rig = new Rig(4)) {
      CountDownLatch write = new CountDownLatch(1);
      rig.store.writing =
          index -> {
            try {
              write.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          };
      BlockRequest request = rig.engine.requester("view").request(rig.key(0), VISIBLE);
      Rig.get(request.block());
      assertFalse(request.stored().isDone());
      write.countDown();
      Rig.get(request.stored());
    }
  }

  @Test
  void neverMoreThanTheSlotsAreOpen() throws Exception {
    try (Rig rig = new Rig(100, EngineSettings.defaults().withParallel(3))) {
      Requester requester = rig.engine.requester("bulk");
      List<StoreRequest> requests =
          IntStream.range(0, 100)
              .mapToObj(i -> requester.store(rig.key(i), Priority.bulk(i)))
              .toList();
      for (StoreRequest request : requests) {
        Rig.get(request.stored());
      }
      assertTrue(rig.source.mostOpen.get() <= 3, "open: " + rig.source.mostOpen);
      assertEquals(100, rig.store.files.size());
    }
  }

  @Test
  void visibleOvertakesBulkAndPromotionCounts() throws Exception {
    try (Rig rig = new Rig(10, EngineSettings.defaults().withParallel(1))) {
      Semaphore go = new Semaphore(0);
      rig.source.always(
          (box, progress) -> {
            go.acquire();
            return rig.source.body(box);
          });
      Requester bulk = rig.engine.requester("bulk");
      List<StoreRequest> requests =
          IntStream.range(0, 8).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      Rig.until(() -> rig.source.open.get() == 1);
      Rig.until(() -> rig.engine.stats().queued().get(Tier.BULK) == 7);
      Requester view = rig.engine.requester("view");
      BlockRequest promoted = view.request(rig.key(6), Priority.visible(0, 2));
      BlockRequest near = view.request(rig.key(9), Priority.visible(0, 1));
      Rig.until(() -> rig.engine.stats().queued().get(Tier.VISIBLE) == 2);
      go.release(10);
      for (StoreRequest request :
          Stream.concat(requests.stream(), Stream.of(promoted, near)).toList()) {
        Rig.get(request.stored());
      }
      assertEquals(List.of(9L, 6L), rig.source.asked.subList(1, 3));
      assertEquals(9, rig.source.asked.size());
    }
  }

  @Test
  void staleRequestsDieAtTheHead() throws Exception {
    try (Rig rig = new Rig(10, EngineSettings.defaults().withParallel(1))) {
      Semaphore go = new Semaphore(0);
      rig.source.always(
          (box, progress) -> {
            progress.bytes(9, 10);
            go.acquire();
            return rig.source.body(box);
          });
      Requester view = rig.engine.requester("view");
      BlockRequest running = view.request(rig.key(0), Priority.visible(0, 0));
      Rig.until(() -> rig.source.open.get() == 1);
      BlockRequest stale = view.request(rig.key(1), Priority.visible(0, 1));
      BlockRequest kept = view.request(rig.key(2), Priority.visible(0, 2));
      view.newView();
      assertSame(kept, view.request(rig.key(2), Priority.visible(0, 0)));
      go.release(10);
      Rig.get(kept.block());
      assertInstanceOf(CancellationException.class, Rig.failure(stale.block()));
      Rig.get(running.block());
      assertEquals(List.of(0L, 2L), rig.source.asked);
    }
  }

  @Test
  void aStaleTransferIsEndedUnlessMoreThanHalfDone() throws Exception {
    try (Rig rig = new Rig(10)) {
      Semaphore go = new Semaphore(0);
      rig.source.always(
          (box, progress) -> {
            progress.bytes(rig.source.index(box) == 0 ? 4 : 6, 10);
            go.acquire();
            return rig.source.body(box);
          });
      Requester view = rig.engine.requester("view");
      BlockRequest early = view.request(rig.key(0), VISIBLE);
      BlockRequest late = view.request(rig.key(1), VISIBLE);
      Rig.until(
          () ->
              rig.engine.state(rig.key(0)).equals(new BlockState.Downloading(0.4))
                  && rig.engine.state(rig.key(1)).equals(new BlockState.Downloading(0.6)));
      view.newView();
      rig.time.advance(java.time.Duration.ofMillis(60));
      assertInstanceOf(CancellationException.class, Rig.failure(early.block()));
      go.release(10);
      Rig.get(late.block());
    }
  }

  @Test
  void withoutASourceAMissingBlockIsOffline() throws Exception {
    try (Rig rig = new Rig(4)) {
      int local = rig.engine.open(rig.store, Optional.of(rig.store), Optional.empty(), 0);
      BlockRequest request =
          rig.engine.requester("view").request(new io.cellar.volume.BlockKey(local, 0), VISIBLE);
      BlockUnavailableException error =
          assertInstanceOf(BlockUnavailableException.class, Rig.failure(request.block()));
      assertEquals(Reason.OFFLINE, error.reason());
    }
  }

  @Test
  void listenersHearStatesInOrder() throws Exception {
    try (Rig rig = new Rig(4)) {
      List<BlockState> states = new CopyOnWriteArrayList<>();
      rig.engine.addListener((key, state) -> states.add(state));
      Rig.get(rig.engine.requester("view").request(rig.key(0), VISIBLE).stored());
      Rig.until(() -> states.contains(BlockState.AVAILABLE));
      assertEquals(BlockState.QUEUED, states.getFirst());
      assertTrue(states.contains(new BlockState.Downloading(1)));
    }
  }

  @Test
  void closingTwiceIsFineAndLaterRequestsAreCancelled() throws Exception {
    Rig rig = new Rig(4);
    assertTrue(rig.engine.shutdown());
    assertTrue(rig.engine.shutdown());
    BlockRequest request = rig.engine.requester("view").request(rig.key(0), VISIBLE);
    assertInstanceOf(CancellationException.class, Rig.failure(request.block()));
  }
}
