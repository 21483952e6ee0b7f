package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.store.Coverage;
import io.cellar.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Back-pressure, disks that refuse, and closing. */
class WritingTest {

  private static FakeStore.Trouble waitFor(CountDownLatch latch) {
    return index -> {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    };
  }

  @Test
  void aSlowDiskHoldsTheNetworkBack() throws Exception {
    EngineSettings settings =
        EngineSettings.defaults().withWriteQueue(1, 2, 1 << 20).withBytesInFlight(10 * 16);
    try (Rig rig = new Rig(50, settings)) {
      CountDownLatch write = new CountDownLatch(1);
      rig.store.writing = waitFor(write);
      Requester bulk = rig.engine.requester("bulk");
      List<StoreRequest> requests =
          IntStream.range(0, 50).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      Rig.until(() -> rig.engine.stats().writeQueue() == 2 && rig.source.asked.size() == 7);
      assertEquals(2, rig.engine.stats().writeQueueCapacity());
      BlockRequest visible =
          rig.engine.requester("view").request(rig.key(49), Priority.visible(0, 0));
      Rig.get(visible.block());
      assertEquals(8, rig.source.asked.size());
      write.countDown();
      for (StoreRequest request : requests) {
        Rig.get(request.stored());
      }
      assertTrue(rig.store.published.values().stream().allMatch(n -> n == 1));
    }
  }

  private static List<StoreRequest> storeAll(Rig rig, int blocks) {
    Requester bulk = rig.engine.requester("bulk");
    return IntStream.range(0, blocks)
        .mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i)))
        .toList();
  }

  @Test
  void whereManyAreForcedTogetherAWriterTakesAllThatWait() throws Exception {
    try (Rig rig = new Rig(12)) {
      rig.store.together = 8;
      CountDownLatch write = new CountDownLatch(1);
      rig.store.writing = waitFor(write);
      List<StoreRequest> requests = storeAll(rig, 12);
      Rig.until(() -> rig.engine.stats().writeQueue() == 11);
      assertEquals(1, rig.engine.stats().writing());
      write.countDown();
      for (StoreRequest request : requests) {
        assertTrue(Rig.get(request.stored()).fetched());
      }
      assertEquals(List.of(1, 8, 3), rig.store.groups);
    }
  }

  @Test
  void aSecondWriterBeginsOnlyWhenManyWait() throws Exception {
    try (Rig rig = new Rig(33)) {
      rig.store.together = 32;
      CountDownLatch write = new CountDownLatch(1);
      rig.store.writing = waitFor(write);
      Semaphore answers = new Semaphore(1);
      rig.source.always(
          (box, progress) -> {
            answers.acquire();
            return rig.source.body(box);
          });
      List<StoreRequest> requests = storeAll(rig, 33);
      Rig.until(() -> rig.engine.stats().writing() == 1);
      answers.release(32);
      Rig.until(() -> rig.engine.stats().writeQueue() == 16);
      Rig.until(() -> rig.engine.stats().writing() == 17);
      assertEquals(List.of(1, 16), rig.store.groups);
      write.countDown();
      for (StoreRequest request : requests) {
        Rig.get(request.stored());
      }
      assertTrue(rig.store.published.values().stream().allMatch(n -> n == 1));
    }
  }

  @Test
  void aWriterWaitsAMomentForWhatIsOnItsWay() throws Exception {
    try (Rig rig = new Rig(400)) {
      rig.store.together = 32;
      for (StoreRequest request : storeAll(rig, 400)) {
        Rig.get(request.stored());
      }
      int groups = rig.store.groups.size();
      assertTrue(groups < 300, groups + " groups of 400 blocks");
    }
  }

  @Test
  void oneThatCannotBeWrittenDoesNotConcernThoseWrittenWithIt() throws Exception {
    try (Rig rig = new Rig(9)) {
      rig.store.together = 8;
      CountDownLatch write = new CountDownLatch(1);
      StoreException cause = new StoreException("no permission", null);
      rig.store.writing =
          index -> {
            waitFor(write).before(index);
            if (index == 5) {
              throw cause;
            }
          };
      List<StoreRequest> requests = storeAll(rig, 9);
      Rig.until(() -> rig.engine.stats().writeQueue() == 8);
      write.countDown();
      for (int i = 0; i < 9; i++) {
        if (i == 5) {
          assertSame(cause, Rig.failure(requests.get(i).stored()).getCause());
        } else {
          assertTrue(Rig.get(requests.get(i).stored()).fetched());
        }
      }
    }
  }

  @Test
  void whatIsKnownToBeGoodAndNobodyWantsToSeeIsNotDecoded() throws Exception {
    try (Rig rig = new Rig(10)) {
      rig.source.knowing = true;
      List<Long> decoded = new CopyOnWriteArrayList<>();
      rig.source.decoding = decoded::add;
      rig.source.script(3, (box, progress) -> new byte[] {1, 2, 3});
      for (StoreRequest request : storeAll(rig, 10)) {
        rig.advanceUntil(request.stored()::isDone);
        assertTrue(Rig.get(request.stored()).fetched());
      }
      assertEquals(List.of(3L), decoded, "what was wrong the first time");
      assertEquals(10, rig.engine.stats().fetched());
      rig.store.forget(4);
      rig.store.coverage().set(4, Coverage.State.UNKNOWN);
      BlockRequest seen = rig.engine.requester("view").request(rig.key(4), Priority.visible(0, 0));
      assertEquals((byte) 4, ((byte[]) Rig.get(seen.block()).values())[0]);
      assertEquals(List.of(3L, 4L), decoded);
    }
  }

  @Test
  void whoeverWantsToSeeABlockThatIsBeingWrittenGetsItWhenItIs() throws Exception {
    try (Rig rig = new Rig(2)) {
      rig.source.knowing = true;
      CountDownLatch write = new CountDownLatch(1);
      rig.store.writing = waitFor(write);
      StoreRequest stored = storeAll(rig, 1).getFirst();
      Rig.until(() -> rig.engine.stats().writing() == 1);
      BlockRequest seen = rig.engine.requester("view").request(rig.key(0), Priority.visible(0, 0));
      write.countDown();
      assertEquals((byte) 0, ((byte[]) Rig.get(seen.block()).values())[0]);
      assertTrue(Rig.get(stored.stored()).fetched());
      assertEquals(1, rig.source.timesAsked(0));
    }
  }

  @Test
  void aFullDiskTellsAllWaitingAtOnceKeepsTheViewGoingAndResumes() throws Exception {
    EngineSettings settings = EngineSettings.defaults().withWriteQueue(1, 20, 1 << 20);
    try (Rig rig = new Rig(40, settings)) {
      AtomicBoolean full = new AtomicBoolean(true);
      CountDownLatch go = new CountDownLatch(1);
      StoreException.DiskFull cause = new StoreException.DiskFull("no space left", null);
      rig.store.writing =
          index -> {
            waitFor(go).before(index);
            if (full.get()) {
              throw cause;
            }
          };
      Requester bulk = rig.engine.requester("bulk");
      List<StoreRequest> requests =
          IntStream.range(0, 5).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      Rig.until(() -> rig.engine.stats().writeQueue() == 4);
      go.countDown();
      for (StoreRequest request : requests) {
        BlockUnavailableException error =
            assertInstanceOf(BlockUnavailableException.class, Rig.failure(request.stored()));
        assertEquals(Reason.DISK_FULL, error.reason());
        assertSame(cause, error.getCause());
      }
      assertTrue(rig.engine.stats().diskFull());

      Requester impatient = rig.engine.requester("impatient", Duration.ofMinutes(10));
      StoreRequest told = impatient.store(rig.key(12), Priority.bulk(0));
      assertSame(cause, Rig.failure(told.stored()).getCause(), "does not wait for the disk");
      assertEquals(0, rig.source.timesAsked(12));

      StoreRequest parked = bulk.store(rig.key(10), Priority.bulk(0));
      StoreRequest joined = impatient.store(rig.key(10), Priority.bulk(1));
      assertSame(cause, Rig.failure(joined.stored()).getCause(), "nor for a parked block");
      BlockRequest visible =
          rig.engine.requester("view").request(rig.key(11), Priority.visible(0, 0));
      Rig.get(visible.block());
      Rig.failure(visible.stored());
      assertEquals(0, rig.source.timesAsked(10));
      assertFalse(parked.stored().isDone());

      rig.time.advance(Duration.ofSeconds(6));
      assertTrue(rig.engine.stats().diskFull());
      full.set(false);
      rig.advanceUntil(parked.stored()::isDone);
      assertTrue(Rig.get(parked.stored()).fetched());
      assertFalse(rig.engine.stats().diskFull());
    }
  }

  @Test
  void aWriterThatDiesCompletesEverythingAndIsRecorded() throws Exception {
    EngineSettings settings = EngineSettings.defaults().withWriteQueue(1, 20, 1 << 20);
    try (Rig rig = new Rig(10, settings)) {
      rig.store.writing =
          index -> {
            throw new AssertionError("as a test");
          };
      List<StoreRequest> requests =
          IntStream.range(0, 8)
              .mapToObj(i -> rig.engine.requester("bulk").store(rig.key(i), Priority.bulk(i)))
              .toList();
      rig.advanceUntil(() -> rig.engine.stats().diskFull());
      rig.store.writing = index -> {};
      rig.advanceUntil(() -> requests.stream().allMatch(t -> t.stored().isDone()));
      assertTrue(requests.stream().filter(t -> t.stored().isCompletedExceptionally()).count() >= 3);
      assertTrue(
          rig.engine
              .workerErrors()
              .getFirst()
              .toString()
              .matches("(?s)Error in write worker \\d+\n.*"));
    }
  }

  @Test
  void closingFinishesAcceptedWritesAndCancelsTheRest() throws Exception {
    Rig rig = new Rig(10, EngineSettings.defaults().withParallel(2));
    CountDownLatch write = new CountDownLatch(1);
    rig.store.writing = waitFor(write);
    // Which two get the slots is not said: requests may overtake each other on their way there.
    IntStream.range(1, 10).forEach(i -> rig.source.script(i, Rig.never()));
    Requester requester = rig.engine.requester("all");
    StoreRequest writing = requester.store(rig.key(0), Priority.bulk(0));
    Rig.until(() -> rig.engine.stats().writing() == 1);
    List<StoreRequest> others =
        IntStream.range(1, 10)
            .mapToObj(i -> requester.store(rig.key(i), Priority.bulk(i)))
            .toList();
    Rig.until(() -> rig.source.open.get() == 2);
    Thread closer = Thread.ofVirtual().start(rig.engine::close);
    for (StoreRequest other : others) {
      assertInstanceOf(CancellationException.class, Rig.failure(other.stored()));
    }
    assertFalse(writing.stored().isDone());
    write.countDown();
    assertTrue(Rig.get(writing.stored()).fetched());
    closer.join();
    assertTrue(rig.engine.shutdown());
    assertTrue(rig.store.isAvailable(0));
  }

  @Test
  void closingDoesNotWaitForAStuckDiskWithoutEnd() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    VirtualTime time = new VirtualTime();
    FakeStore store = new FakeStore(4);
    FakeSource source = new FakeSource(store, "http://fake:80");
    store.writing = waitFor(never);
    DownloadEngine engine =
        new DownloadEngine(
            EngineSettings.defaults().withPatienceAtClose(Duration.ofMillis(100)), time);
    int fileset =
        engine.open(store, java.util.Optional.of(store), java.util.Optional.of(source), 0);
    StoreRequest stuck =
        engine.requester("bulk").store(new io.cellar.volume.BlockKey(fileset, 0), Priority.bulk(0));
    Rig.until(() -> engine.stats().writing() == 1);
    assertFalse(engine.shutdown());
    assertEquals(1, engine.unwritten());
    Rig.failure(stuck.stored());
    assertFalse(engine.shutdown());
    assertEquals(1, engine.unwritten());
    never.countDown();
  }

  @Test
  void whatIsGivenUpWhenAFilesetIsClosedIsCountedOnce() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    FakeStore store = new FakeStore(4);
    FakeSource source = new FakeSource(store, "http://fake:80");
    store.writing = waitFor(never);
    DownloadEngine engine =
        new DownloadEngine(
            EngineSettings.defaults().withPatienceAtClose(Duration.ofMillis(100)),
            new VirtualTime());
    int fileset =
        engine.open(store, java.util.Optional.of(store), java.util.Optional.of(source), 0);
    StoreRequest stuck =
        engine.requester("bulk").store(new io.cellar.volume.BlockKey(fileset, 0), Priority.bulk(0));
    Rig.until(() -> engine.stats().writing() == 1);
    assertEquals(0, engine.unwritten());
    engine.release(fileset);
    assertInstanceOf(CancellationException.class, Rig.failure(stuck.stored()));
    assertEquals(1, engine.unwritten());
    assertFalse(engine.shutdown());
    assertEquals(1, engine.unwritten());
    never.countDown();
  }

  @Test
  void whatWasNotDownloadedYetIsNotCounted() throws Exception {
    Rig rig = new Rig(4);
    rig.source.always(Rig.never());
    StoreRequest waiting = rig.engine.requester("bulk").store(rig.key(0), Priority.bulk(0));
    Rig.until(() -> rig.source.open.get() == 1);
    assertTrue(rig.engine.shutdown());
    assertEquals(0, rig.engine.unwritten());
    assertInstanceOf(CancellationException.class, Rig.failure(waiting.stored()));
  }

  @Test
  void releasingAFilesetEndsItsBlocksOnly() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.always(Rig.never());
      FakeStore otherStore = new FakeStore(4);
      FakeSource otherSource = new FakeSource(otherStore, "http://other:80");
      int other =
          rig.engine.open(
              otherStore, java.util.Optional.of(otherStore), java.util.Optional.of(otherSource), 0);
      BlockRequest gone = rig.engine.requester("view").request(rig.key(0), Priority.visible(0, 0));
      Rig.until(() -> rig.source.open.get() == 1);
      rig.engine.release(rig.fileset);
      assertInstanceOf(CancellationException.class, Rig.failure(gone.block()));
      Rig.get(
          rig.engine
              .requester("view")
              .request(new io.cellar.volume.BlockKey(other, 0), Priority.visible(0, 0))
              .block());
    }
  }

  @Test
  void aLockThatCannotBeTakenAtTheEndFailsItsBlockAndLeavesTheWriterFree() throws Exception {
    try (Rig rig = Rig.proved(10)) {
      rig.store.locking =
          index -> {
            throw new IllegalStateException("the cache is closed");
          };
      List<StoreRequest> bad =
          IntStream.range(0, 9)
              .mapToObj(i -> rig.engine.requester("bulk").store(rig.key(i), Priority.bulk(i)))
              .toList();
      rig.advanceUntil(() -> bad.stream().allMatch(each -> each.stored().isDone()));
      rig.store.locking = index -> {};
      StoreRequest good = rig.engine.requester("bulk").store(rig.key(9), Priority.bulk(9));
      rig.advanceUntil(() -> good.stored().isDone());
      assertTrue(Rig.get(good.stored()).fetched());
    }
  }
}
