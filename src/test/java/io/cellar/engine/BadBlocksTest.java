package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.engine.EngineStats.HostStats.Condition;
import io.cellar.source.SourceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A few blocks that their server can never send are those blocks' trouble, and not the host's. */
class BadBlocksTest {
  private static final Set<Long> BAD = Set.of(0L, 63L, 64L, 200L, 201L, 333L, 500L, 511L);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration AWAY = Duration.ofSeconds(30);

  /** What a server that is there may say of a block that it cannot send. */
  enum Fault {
    ERROR_500(new SourceException.Unavailable("HTTP 500", 500, Optional.empty())),
    TOO_EARLY(new SourceException.Unavailable("HTTP 425", 425, Optional.empty())),
    CUT(SourceException.Unreachable.brokeOff("the answer broke off", null)),
    NOT_THE_BLOCK(new SourceException.Invalid("a page came", null));

    private final SourceException error;

    Fault(SourceException error) {
      this.error = error;
    }

    private void at(Rig rig) {
      rig.source.always(
          (box, progress) -> {
            if (BAD.contains(rig.source.index(box))) {
              throw error;
            }
            return rig.source.body(box);
          });
    }
  }

  private static List<StoreRequest> ask(Rig rig, IntStream blocks) {
    Requester bulk = rig.engine.requester("bulk", PATIENCE);
    return blocks.mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
  }

  private static void end(Rig rig, List<StoreRequest> requests) {
    rig.advanceUntil(() -> requests.stream().allMatch(t -> t.stored().isDone()));
  }

  private static Reason reason(StoreRequest request) throws Exception {
    return assertInstanceOf(BlockUnavailableException.class, Rig.failure(request.stored()))
        .reason();
  }

  private static Condition condition(Rig rig) {
    return rig.engine.stats().hosts().getFirst().condition();
  }

  @ParameterizedTest
  @EnumSource
  void theyFailAfterTheirTriesAndAllOthersCome(Fault fault) throws Exception {
    try (Rig rig = new Rig(512)) {
      fault.at(rig);
      long began = rig.time.nanos();
      List<StoreRequest> requests = ask(rig, IntStream.range(0, 512));
      end(rig, requests);
      for (int i = 0; i < 512; i++) {
        if (BAD.contains((long) i)) {
          assertEquals(Reason.FAILED, reason(requests.get(i)));
          assertTrue(rig.source.timesAsked(i) >= 3 && rig.source.timesAsked(i) <= 8);
        } else {
          assertTrue(Rig.get(requests.get(i).stored()).fetched());
        }
      }
      assertEquals(Condition.FINE, condition(rig));
      assertTrue(rig.time.nanos() - began < Duration.ofMinutes(2).toNanos());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NOT_THE_BLOCK", mode = EnumSource.Mode.EXCLUDE)
  void theyFailTooWhenOnlyTheyAreLeftOfAHostThatCameBack(Fault fault) throws Exception {
    try (Rig rig = new Rig(512)) {
      rig.advanceTo(ask(rig, IntStream.of(1)).getFirst().stored());
      rig.source.always(Rig.unreachable());
      List<StoreRequest> requests = ask(rig, BAD.stream().mapToInt(Long::intValue));
      rig.advanceUntil(() -> condition(rig) == Condition.LEFT_ALONE);
      fault.at(rig);
      end(rig, requests);
      for (StoreRequest request : requests) {
        assertEquals(Reason.FAILED, reason(request));
      }
      assertEquals(Condition.FINE, condition(rig));
    }
  }

  @Test
  void aBlockThatIsAlwaysNonsenseDoesNotKeepAHostAway() throws Exception {
    try (Rig rig = new Rig(512)) {
      rig.advanceTo(ask(rig, IntStream.of(1)).getFirst().stored());
      rig.source.always(Rig.unreachable());
      List<StoreRequest> requests = ask(rig, IntStream.range(0, 60));
      rig.advanceUntil(() -> condition(rig) == Condition.LEFT_ALONE);
      Rig.until(() -> rig.source.open.get() == 0);
      Fault.NOT_THE_BLOCK.at(rig);
      end(rig, requests);
      assertEquals(Reason.FAILED, reason(requests.getFirst()));
      for (StoreRequest request : requests.subList(1, 60)) {
        Rig.get(request.stored());
      }
    }
  }

  @Test
  void aHostThatCanServeNobodyForAWhileCostsNoBlock() throws Exception {
    for (int status : new int[] {429, 502, 503, 504}) {
      try (Rig rig = new Rig(512)) {
        long back = rig.time.nanos() + AWAY.toNanos();
        rig.source.always(
            (box, progress) -> {
              if (rig.time.nanos() < back) {
                throw new SourceException.Unavailable("HTTP " + status, status, Optional.empty());
              }
              return rig.source.body(box);
            });
        List<StoreRequest> requests = ask(rig, IntStream.range(0, 512));
        rig.advanceUntil(() -> condition(rig) == Condition.LEFT_ALONE);
        end(rig, requests);
        for (StoreRequest request : requests) {
          assertTrue(Rig.get(request.stored()).fetched());
        }
      }
    }
  }

  @Test
  void aHostThatHasAnErrorForEveryBlockSeemsWrongAfterTwenty() throws Exception {
    try (Rig rig = new Rig(512)) {
      rig.source.always(Rig.busy(500, Optional.empty()));
      List<StoreRequest> requests = ask(rig, IntStream.range(0, 512));
      end(rig, requests);
      for (StoreRequest request : requests) {
        assertEquals(Reason.WRONG_ADDRESS, reason(request));
      }
      assertTrue(rig.source.asked.size() < 100, "asked: " + rig.source.asked.size());
    }
  }

  @Test
  void aFewBlocksWithAnErrorDoNotMakeAnAddressWrong() throws Exception {
    try (Rig rig = new Rig(512)) {
      Fault.ERROR_500.at(rig);
      List<StoreRequest> requests = ask(rig, BAD.stream().mapToInt(Long::intValue));
      end(rig, requests);
      for (StoreRequest request : requests) {
        assertEquals(Reason.FAILED, reason(request));
      }
      assertEquals(64, rig.source.asked.size());
    }
  }
}
