package io.cellar.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.volume.BlockState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Refusal of(Reason reason) {
    return Refusal.of(
        new BlockUnavailableException(FakeEngine.key(1), reason, "no entry", null), NOW);
  }

  @Test
  void itHoldsForAWhile() {
    Refusal refusal = of(Reason.OFFLINE);
    assertTrue(refusal.holds(NOW.plusSeconds(9)));
    assertFalse(refusal.holds(NOW.plusSeconds(11)));
  }

  @Test
  void aLaterRetryLiftsItButNotItsOwnEcho() {
    Refusal refusal = of(Reason.ACCESS_DENIED);
    assertFalse(refusal.isLiftedBy(BlockState.NOT_CACHED, NOW.plusMillis(50)));
    assertTrue(refusal.isLiftedBy(BlockState.NOT_CACHED, NOW.plusSeconds(3)));
    assertFalse(refusal.isLiftedBy(BlockState.QUEUED, NOW.plusSeconds(3)));
  }

  @Test
  void beingOfflineIsNoFailureButAnyOtherReasonIsShownAsOne() {
    assertEquals(BlockState.NOT_CACHED, of(Reason.OFFLINE).state());
    BlockState.Failed failed =
        assertInstanceOf(BlockState.Failed.class, of(Reason.ACCESS_DENIED).state());
    assertEquals("no entry", failed.cause());
  }
}
