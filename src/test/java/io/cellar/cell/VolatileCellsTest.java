package io.cellar.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.engine.Priority;
import io.cellar.engine.SourceMode;
import io.cellar.volume.Block;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VolatileCellsTest {
  private static final Priority SOON = Priority.visible(0, 0);

  private final TestVolume volume =
      TestVolume.whole("zyx", DType.UINT8, new long[] {8, 8, 8}, new long[] {4, 4, 4});
  private final FakeEngine engine = FakeEngine.byHand(volume);
  private final CellCache memory = new CellCache(1 << 20);
  private final VolatileCells cells = new VolatileCells(FakeEngine.source(engine, volume, memory));
  private final List<String> told = new ArrayList<>();

  {
    cells.addListener(
        new CellListener() {
          @Override
          public void arrived(long index, Block block) {
            told.add("arrived " + index);
          }

          @Override
          public void replaced(long index, Block block) {
            told.add("replaced " + index);
          }

          @Override
          public void modeChanged() {
            told.add("mode");
          }

          @Override
          public void stateChanged(long index) {
            told.add("state " + index);
          }
        });
  }

  @Test
  void asksOnceAndTellsWhenTheBlockComes() {
    assertTrue(cells.get(3, SOON).isEmpty());
    assertTrue(cells.get(3, SOON).isEmpty());
    assertEquals(List.of(3L), engine.askedBlocks());
    assertTrue(cells.isPending(3));
    engine.deliver(3);
    assertTrue(told.contains("arrived 3"), told.toString());
    assertTrue(TestVolume.same(volume.block(3), cells.get(3, SOON).orElseThrow()));
    assertEquals(BlockState.AVAILABLE, cells.state(3));
    assertEquals(1, engine.asked().size());
  }

  @Test
  void anEmptyBlockIsEmptyAlsoWhileItsVoxelsAreInMemory() {
    var unused = cells.get(3, SOON);
    engine.deliver(3);
    engine.state(3, BlockState.EMPTY);
    assertTrue(cells.peek(3).isPresent());
    assertEquals(BlockState.EMPTY, cells.state(3));
    engine.state(3, BlockState.NOT_CACHED);
    assertEquals(BlockState.AVAILABLE, cells.state(3));
  }

  @Test
  void peekingNeverAsks() {
    assertTrue(cells.peek(1).isEmpty());
    assertEquals(List.of(), engine.asked());
  }

  @Test
  void aNewViewAsksAgainForWhatIsStillWanted() {
    var unused = cells.get(3, SOON);
    cells.newView();
    unused = cells.get(3, SOON);
    unused = cells.get(3, SOON);
    assertEquals(1, engine.views());
    assertEquals(List.of(3L, 3L), engine.askedBlocks());
    engine.deliver(3);
    assertEquals(1, told.stream().filter("arrived 3"::equals).count(), told.toString());
  }

  @Test
  void anAnswerIsOutstandingUntilItHasBeenTaken() {
    List<Boolean> pending = new ArrayList<>();
    cells.addListener(
        new CellListener() {
          @Override
          public void arrived(long index, Block block) {
            pending.add(cells.isPending(index));
          }

          @Override
          public void taken(long index) {
            pending.add(cells.isPending(index));
          }

          @Override
          public void stateChanged(long index) {}
        });
    var unused = cells.get(3, SOON);
    engine.deliver(3);
    assertEquals(List.of(true, false), pending);
  }

  @Test
  void whatIsAskedForAnewWhileTheAnswerBeforeIsTakenIsOutstanding() {
    VolatileCells forgetful =
        new VolatileCells(FakeEngine.source(engine, volume, new CellCache(0)));
    List<Long> arrived = new ArrayList<>();
    forgetful.addListener(
        new CellListener() {
          @Override
          public void arrived(long index, Block block) {
            arrived.add(index);
            if (arrived.size() == 1) {
              forgetful.newView();
              var unused = forgetful.get(index, SOON);
            }
          }

          @Override
          public void stateChanged(long index) {}
        });
    var unused = forgetful.get(3, SOON);
    engine.deliver(3);
    assertTrue(forgetful.isPending(3));
    engine.deliver(3);
    assertEquals(List.of(3L, 3L), arrived);
    assertFalse(forgetful.isPending(3));
  }

  @Test
  void failedAndAbsentBlocksAreAskedForAgainOnlyAfterRetry() {
    for (Reason reason : List.of(Reason.FAILED, Reason.ABSENT)) {
      engine.failing(2, reason);
      int before = engine.asked().size();
      var unused = cells.get(2, SOON);
      engine.deliver(2);
      unused = cells.get(2, SOON);
      assertEquals(before + 1, engine.asked().size());
      cells.retry(2);
      engine.heal(2);
      unused = cells.get(2, SOON);
      assertEquals(before + 2, engine.asked().size());
      engine.deliver(2);
      assertTrue(cells.get(2, SOON).isPresent());
      memory.drop(FakeEngine.key(2));
    }
  }

  @Test
  void aFailureWithANextTryIsAskedForAgain() {
    engine.state(2, new BlockState.Failed("503", 1, Optional.of(Instant.now().minusSeconds(1))));
    var unused = cells.get(2, SOON);
    assertEquals(List.of(2L), engine.askedBlocks());
  }

  @Test
  void offlineBlocksAreNotAskedForWithoutEnd() {
    engine.mode(FakeEngine.FILESET, SourceMode.CACHE_ONLY);
    engine.failing(5, Reason.OFFLINE);
    for (int i = 0; i < 5; i++) {
      cells.newView();
      var unused = cells.get(5, SOON);
      engine.deliver(5);
    }
    assertEquals(List.of(5L), engine.askedBlocks());
    assertEquals(BlockState.NOT_CACHED, cells.state(5));
    engine.heal(5);
    cells.retryRefused();
    var unused = cells.get(5, SOON);
    assertEquals(2, engine.asked().size());
  }

  @Test
  void goingOnlineLetsAllBeAskedForAndTells() {
    engine.mode(FakeEngine.FILESET, SourceMode.CACHE_ONLY);
    engine.failing(5, Reason.OFFLINE);
    var unused = cells.get(5, SOON);
    engine.deliver(5);
    engine.heal(5);
    told.clear();
    engine.mode(FakeEngine.FILESET, SourceMode.ONLINE);
    assertEquals(List.of("mode"), told);
    unused = cells.get(5, SOON);
    assertEquals(2, engine.asked().size());
  }

  @Test
  void aShownBlockIsRenewedOnceAndReplacedInMemory() {
    var unused = cells.get(5, SOON);
    engine.deliver(5);
    cells.shown(5, SOON);
    assertEquals(List.of(), engine.renewalsAsked());
    engine.mode(FakeEngine.FILESET, SourceMode.REFRESH);
    told.clear();
    cells.shown(5, SOON);
    cells.shown(5, SOON);
    cells.newView();
    cells.shown(5, SOON);
    assertEquals(List.of(5L, 5L), engine.renewalsAsked());
    assertTrue(told.isEmpty(), told.toString());
    Block fresh = volume.block(6);
    engine.renew(5, fresh);
    assertEquals(List.of("replaced 5"), told);
    assertEquals(fresh, cells.get(5, SOON).orElseThrow());
    cells.newView();
    cells.shown(5, SOON);
    assertEquals(2, engine.renewalsAsked().size());
  }

  @Test
  void whatCannotBeRenewedStays() {
    var unused = cells.get(5, SOON);
    engine.deliver(5);
    Block before = cells.get(5, SOON).orElseThrow();
    engine.mode(FakeEngine.FILESET, SourceMode.REFRESH);
    cells.shown(5, SOON);
    engine.failRenewal(
        5, new BlockUnavailableException(FakeEngine.key(5), Reason.FAILED, "500", null));
    cells.newView();
    cells.shown(5, SOON);
    assertEquals(1, engine.renewalsAsked().size());
    assertEquals(before, cells.get(5, SOON).orElseThrow());
    assertEquals(BlockState.AVAILABLE, cells.state(5));
  }

  @Test
  void aBlockThatBecameAvailableElsewhereIsAskedForAgain() {
    engine.failing(5, Reason.OFFLINE);
    var unused = cells.get(5, SOON);
    engine.deliver(5);
    engine.heal(5);
    engine.state(5, BlockState.AVAILABLE);
    unused = cells.get(5, SOON);
    assertEquals(2, engine.asked().size());
  }

  @Test
  void refusalsThatTheEngineDoesNotRememberAreShownAsFailures() {
    engine.failing(5, Reason.ACCESS_DENIED);
    var unused = cells.get(5, SOON);
    engine.deliver(5);
    assertInstanceOf(BlockState.Failed.class, cells.state(5));
    assertTrue(told.contains("state 5"));
  }

  @Test
  void closingCancelsWhatWasAskedForAndGoesQuiet() {
    var unused = cells.get(3, SOON);
    unused = cells.get(4, SOON);
    told.clear();
    cells.close();
    cells.close();
    assertEquals(List.of(3L, 4L), engine.cancelled());
    assertEquals(0, engine.listeners());
    assertEquals(List.of(), told);
    assertTrue(cells.get(6, SOON).isEmpty());
    assertEquals(2, engine.asked().size());
  }

  @Test
  void theLevelTravelsWithThePriority() {
    var unused = cells.get(1, Priority.visible(2, 5));
    assertEquals(Priority.visible(2, 5), engine.asked().getFirst().priority());
  }
}
