package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decoding happens on the threads of the downloads, as many at once as there are permits. */
class DecodingTest {

  private static int waiting(Rig rig) {
    return rig.engine.stats().capacities().stream()
        .filter(use -> use.name().equals("decode permits"))
        .mapToInt(EngineStats.CapacityUse::queued)
        .sum();
  }

  @Test
  void whenPermitsAreShortTheMostUrgentIsDecodedFirst() throws Exception {
    try (Rig rig = new Rig(8, EngineSettings.defaults().withParallel(8).withDecodePermits(1))) {
      List<Long> decoded = new CopyOnWriteArrayList<>();
      Semaphore go = new Semaphore(0);
      rig.source.decoding =
          index -> {
            decoded.add(index);
            go.acquireUninterruptibly();
          };
      Requester bulk = rig.engine.requester("bulk");
      StoreRequest first = bulk.store(rig.key(0), Priority.bulk(0));
      Rig.until(() -> decoded.size() == 1);
      StoreRequest later = bulk.store(rig.key(1), Priority.bulk(1));
      StoreRequest promoted = bulk.store(rig.key(2), Priority.bulk(2));
      BlockRequest near = rig.engine.requester("view").request(rig.key(3), Priority.nearby(0, 0));
      Rig.until(() -> waiting(rig) == 3);
      BlockRequest visible =
          rig.engine.requester("view").request(rig.key(2), Priority.visible(0, 0));
      go.release(4);
      for (StoreRequest request : List.of(first, later, promoted, near, visible)) {
        Rig.get(request.stored());
      }
      assertEquals(List.of(0L, 2L, 3L, 1L), decoded);
    }
  }

  @Test
  void neverMoreAreDecodedAtOnceThanThereArePermits() throws Exception {
    try (Rig rig = new Rig(60, EngineSettings.defaults().withParallel(20).withDecodePermits(2))) {
      AtomicInteger now = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
      rig.source.decoding =
          index -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
          };
      Requester bulk = rig.engine.requester("bulk");
      List<StoreRequest> all =
          IntStream.range(0, 60).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      for (StoreRequest request : all) {
        Rig.get(request.stored());
      }
      assertTrue(most.get() <= 2, "at once: " + most);
      assertEquals(0, waiting(rig));
    }
  }

  @Test
  void whatHasComeIsDecodedAndKeptThoughNobodyWantsItAnyMore() throws Exception {
    try (Rig rig = new Rig(4, EngineSettings.defaults().withParallel(4).withDecodePermits(1))) {
      Semaphore go = new Semaphore(0);
      rig.source.decoding = index -> go.acquireUninterruptibly();
      Requester view = rig.engine.requester("view");
      BlockRequest first = view.request(rig.key(0), Priority.visible(0, 0));
      Rig.until(() -> rig.source.asked.size() == 1 && rig.source.open.get() == 0);
      BlockRequest left = view.request(rig.key(1), Priority.visible(0, 1));
      Rig.until(() -> waiting(rig) == 1);
      left.cancel();
      assertInstanceOf(java.util.concurrent.CancellationException.class, Rig.failure(left.block()));
      go.release(2);
      Rig.get(first.stored());
      Rig.until(() -> rig.store.isAvailable(1));
    }
  }

  @Test
  void aBugInDecodingIsRecordedAndFailsItsBlockOnly() throws Exception {
    try (Rig rig = new Rig(4)) {
      rig.source.decoding =
          index -> {
            if (index == 1) {
              throw new AssertionError("as a test");
            }
          };
      Requester bulk = rig.engine.requester("bulk");
      StoreRequest bad = bulk.store(rig.key(1), Priority.bulk(0));
      StoreRequest good = bulk.store(rig.key(2), Priority.bulk(1));
      assertTrue(Rig.failure(bad.stored()).getMessage().contains("decoding failed"));
      Rig.get(good.stored());
      assertTrue(
          rig.engine
              .workerErrors()
              .getFirst()
              .toString()
              .matches("(?s)Error in compute worker \\d+\n.*"));
      assertEquals(0, rig.engine.stats().bytesInFlight());
    }
  }
}
