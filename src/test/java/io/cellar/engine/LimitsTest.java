package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits that are changed while the engine is at work. */
class LimitsTest {

  private static List<StoreRequest> bulk(Rig rig, int count) {
    Requester requester = rig.engine.requester("bulk");
    return IntStream.range(0, count)
        .mapToObj(i -> requester.store(rig.key(i), Priority.bulk(i)))
        .toList();
  }

  @Test
  void moreRequestsAreOpenedAtOnceAndFewerFromThenOn() throws Exception {
    Semaphore go = new Semaphore(0);
    try (Rig rig = new Rig(100, EngineSettings.defaults().withParallel(2))) {
      rig.source.always(
          (box, progress) -> {
            go.acquire();
            return rig.source.body(box);
          });
      List<StoreRequest> all = bulk(rig, 40);
      Rig.until(() -> rig.source.open.get() == 2);
      rig.engine.limits(5, OptionalLong.empty());
      Rig.until(() -> rig.source.open.get() == 5);
      rig.engine.limits(1, OptionalLong.empty());
      go.release(5);
      Rig.until(() -> rig.source.asked.size() == 6);
      Rig.until(() -> rig.source.open.get() == 1);
      assertEquals(5, rig.source.mostOpen.get());
      rig.engine.limits(0, OptionalLong.empty());
      go.release(1000);
      rig.advanceUntil(() -> all.stream().allMatch(t -> t.stored().isDone()));
    }
  }

  @Test
  void aRateHoldsAndEndsWhenItIsChanged() throws Exception {
    try (Rig rig = new Rig(100, EngineSettings.defaults().withParallel(1))) {
      rig.engine.limits(1, OptionalLong.of(1));
      List<StoreRequest> all = bulk(rig, 20);
      rig.advanceUntil(() -> rig.source.asked.size() >= 3);
      rig.time.advance(Duration.ofMillis(10));
      assertTrue(rig.source.asked.size() < 20, "a byte a second");
      rig.engine.limits(1, OptionalLong.empty());
      Rig.until(() -> all.stream().allMatch(t -> t.stored().isDone()));
    }
  }

  @Test
  void aHigherRateIsNotWaitedForAsLongAsTheLowerOne() throws Exception {
    try (Rig rig = new Rig(20, EngineSettings.defaults().withParallel(1))) {
      rig.engine.limits(1, OptionalLong.of(1));
      rig.source.script(0, (box, progress) -> new byte[100_000]); // more than a day at this rate
      List<StoreRequest> all = bulk(rig, 20);
      rig.advanceUntil(() -> !rig.source.asked.isEmpty() && rig.source.open.get() == 0);
      rig.engine.limits(1, OptionalLong.of(1000));
      rig.advanceUntil(() -> all.stream().allMatch(t -> t.stored().isDone()));
      assertTrue(rig.time.nanos() < Duration.ofHours(1).toNanos());
    }
  }
}
