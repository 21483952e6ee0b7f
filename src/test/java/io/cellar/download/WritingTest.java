package io.cellar.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.download.BlockUnavailableException.Reason;
import io.cellar.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
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
      Party bulk = rig.engine.party("bulk");
      List<StoreTicket> tickets =
          IntStream.range(0, 50).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      Rig.until(() -> rig.engine.stats().writeQueue() == 2 && rig.source.asked.size() == 7);
      assertEquals(2, rig.engine.stats().writeQueueCapacity());
      BlockTicket visible = rig.engine.party("view").request(rig.key(49), Priority.visible(0, 0));
      Rig.get(visible.block());
      assertEquals(8, rig.source.asked.size());
      write.countDown();
      for (StoreTicket ticket : tickets) {
        Rig.get(ticket.stored());
      }
      assertTrue(rig.store.published.values().stream().allMatch(n -> n == 1));
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
      Party bulk = rig.engine.party("bulk");
      List<StoreTicket> tickets =
          IntStream.range(0, 5).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      Rig.until(() -> rig.engine.stats().writeQueue() == 4);
      go.countDown();
      for (StoreTicket ticket : tickets) {
        BlockUnavailableException error =
            assertInstanceOf(BlockUnavailableException.class, Rig.failure(ticket.stored()));
        assertEquals(Reason.DISK_FULL, error.reason());
        assertSame(cause, error.getCause());
      }
      assertTrue(rig.engine.stats().diskFull());

      Party impatient = rig.engine.party("impatient", Duration.ofMinutes(10));
      StoreTicket told = impatient.store(rig.key(12), Priority.bulk(0));
      assertSame(cause, Rig.failure(told.stored()).getCause(), "does not wait for the disk");
      assertEquals(0, rig.source.timesAsked(12));

      StoreTicket parked = bulk.store(rig.key(10), Priority.bulk(0));
      StoreTicket joined = impatient.store(rig.key(10), Priority.bulk(1));
      assertSame(cause, Rig.failure(joined.stored()).getCause(), "nor for a parked block");
      BlockTicket visible = rig.engine.party("view").request(rig.key(11), Priority.visible(0, 0));
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
      List<StoreTicket> tickets =
          IntStream.range(0, 8)
              .mapToObj(i -> rig.engine.party("bulk").store(rig.key(i), Priority.bulk(i)))
              .toList();
      rig.advanceUntil(() -> rig.engine.stats().diskFull());
      rig.store.writing = index -> {};
      rig.advanceUntil(() -> tickets.stream().allMatch(t -> t.stored().isDone()));
      assertTrue(tickets.stream().filter(t -> t.stored().isCompletedExceptionally()).count() >= 3);
      assertTrue(
          rig.engine.workerErrors().getFirst().toString().startsWith("Error in write worker 0\n"));
    }
  }

  @Test
  void closingFinishesAcceptedWritesAndCancelsTheRest() throws Exception {
    Rig rig = new Rig(10, EngineSettings.defaults().withParallel(2));
    CountDownLatch write = new CountDownLatch(1);
    rig.store.writing = waitFor(write);
    // Which two get the slots is not said: requests may overtake each other on their way there.
    IntStream.range(1, 10).forEach(i -> rig.source.script(i, Rig.never()));
    Party party = rig.engine.party("all");
    StoreTicket writing = party.store(rig.key(0), Priority.bulk(0));
    Rig.until(() -> rig.engine.stats().writing() == 1);
    List<StoreTicket> others =
        IntStream.range(1, 10).mapToObj(i -> party.store(rig.key(i), Priority.bulk(i))).toList();
    Rig.until(() -> rig.source.open.get() == 2);
    Thread closer = Thread.ofVirtual().start(rig.engine::close);
    for (StoreTicket other : others) {
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
    StoreTicket stuck =
        engine.party("bulk").store(new io.cellar.volume.BlockKey(fileset, 0), Priority.bulk(0));
    Rig.until(() -> engine.stats().writing() == 1);
    assertFalse(engine.shutdown());
    Rig.failure(stuck.stored());
    never.countDown();
  }

  @Test
  void releasingAFilesetEndsItsFlightsOnly() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.always(Rig.never());
      FakeStore otherStore = new FakeStore(4);
      FakeSource otherSource = new FakeSource(otherStore, "http://other:80");
      int other =
          rig.engine.open(
              otherStore, java.util.Optional.of(otherStore), java.util.Optional.of(otherSource), 0);
      BlockTicket gone = rig.engine.party("view").request(rig.key(0), Priority.visible(0, 0));
      Rig.until(() -> rig.source.open.get() == 1);
      rig.engine.release(rig.fileset);
      assertInstanceOf(CancellationException.class, Rig.failure(gone.block()));
      Rig.get(
          rig.engine
              .party("view")
              .request(new io.cellar.volume.BlockKey(other, 0), Priority.visible(0, 0))
              .block());
    }
  }

  @Test
  void submitNamesHowManyFailedAndTheFirstCause() throws Exception {
    try (Rig rig = new Rig(10)) {
      Party party = rig.engine.party("batch");
      party.submit(List.of());
      rig.source.script(0, (box, progress) -> rig.source.body(box)).script(3, Rig.absent());
      party.submit(List.of(rig.key(0)));
      BlocksFailedException error =
          org.junit.jupiter.api.Assertions.assertThrows(
              BlocksFailedException.class,
              () -> party.submit(List.of(rig.key(2), rig.key(3), rig.key(4))));
      assertEquals(1, error.failed());
      assertTrue(error.getMessage().startsWith("failed for 1 of 3 blocks"), error.getMessage());
      assertTrue(rig.store.isAvailable(2) && rig.store.isAvailable(4));
    }
  }
}
