package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a host, the rate and the patience with stages are shared out. */
class SharingTest {
  private final Semaphore go = new Semaphore(0);

  private void stallUntilGo(Rig rig) {
    rig.source.always(
        (box, progress) -> {
          go.acquire();
          return rig.source.body(box);
        });
  }

  private static List<StoreRequest> bulk(Rig rig, int count) {
    Requester requester = rig.engine.requester("bulk");
    return IntStream.range(0, count)
        .mapToObj(i -> requester.store(rig.key(i), Priority.bulk(i)))
        .toList();
  }

  @Test
  void aViewGetsItsReservedSlotsFromBulkWorkAndGivesThemBack() throws Exception {
    try (Rig rig = new Rig(100)) {
      stallUntilGo(rig);
      List<StoreRequest> bulk = bulk(rig, 20);
      Rig.until(() -> rig.source.open.get() == 8);
      Requester view = rig.engine.requester("view");
      view.newView();
      List<BlockRequest> visible =
          IntStream.range(50, 60)
              .mapToObj(i -> view.request(rig.key(i), Priority.visible(0, i)))
              .toList();
      Rig.until(() -> rig.source.interrupted.get() == 2);
      // Which two is not said: requests may overtake each other on their way to the host.
      Rig.until(() -> rig.source.asked.stream().filter(i -> i >= 50).count() == 2);
      assertEquals(8, rig.source.mostOpen.get());
      go.release(1000);
      for (BlockRequest request : visible) {
        Rig.get(request.block());
      }
      rig.advanceUntil(() -> bulk.stream().allMatch(t -> t.stored().isDone()));
      for (StoreRequest request : bulk) {
        assertTrue(Rig.get(request.stored()).fetched());
      }
    }
  }

  @Test
  void bulkKeepsOneSlotBesideABusyView() throws Exception {
    try (Rig rig = new Rig(100)) {
      stallUntilGo(rig);
      Requester view = rig.engine.requester("view");
      view.newView();
      for (int i = 50; i < 57; i++) {
        view.request(rig.key(i), Priority.visible(0, i));
      }
      Rig.until(() -> rig.source.open.get() == 7);
      bulk(rig, 3);
      Rig.until(() -> rig.engine.stats().queued().get(Tier.BULK) == 2);
      for (int i = 57; i < 70; i++) {
        view.request(rig.key(i), Priority.visible(0, i));
      }
      Rig.until(() -> rig.engine.stats().queued().get(Tier.VISIBLE) == 13);
      Rig.until(() -> rig.source.asked.stream().filter(i -> i < 50).count() == 1);
      go.release(1000);
    }
  }

  @Test
  void afterAViewHasRestedBulkGetsAllSlots() throws Exception {
    try (Rig rig = new Rig(100)) {
      stallUntilGo(rig);
      rig.engine.requester("view").newView();
      bulk(rig, 20);
      Rig.until(() -> rig.source.open.get() == 6);
      rig.time.advance(Duration.ofMillis(2100));
      Rig.until(() -> rig.source.open.get() == 8);
      go.release(1000);
    }
  }

  @Test
  void theRateOfAllDownloadsIsLimited() throws Exception {
    EngineSettings settings =
        EngineSettings.defaults().withParallel(1).withBytesPerSecond(OptionalLong.of(10));
    try (Rig rig = new Rig(40, settings)) {
      long began = rig.time.nanos();
      List<StoreRequest> bulk = bulk(rig, 40);
      rig.advanceUntil(() -> bulk.stream().allMatch(t -> t.stored().isDone()));
      assertTrue(rig.time.nanos() - began >= Duration.ofSeconds(3).toNanos());
    }
  }

  @Test
  void capacitiesAreNamed() throws Exception {
    try (Rig rig = new Rig(4)) {
      Rig.get(rig.engine.requester("view").request(rig.key(0), Priority.visible(0, 0)).stored());
      assertEquals(
          List.of(
              "slots of http://fake:80",
              "bytes in flight",
              "disk readers",
              "decode permits",
              "write queue"),
          rig.engine.stats().capacities().stream().map(c -> c.name()).toList());
    }
  }
}
