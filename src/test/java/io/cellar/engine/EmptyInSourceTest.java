package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.store.Coverage;
import io.cellar.store.StoreException;
import io.cellar.volume.Block;
import io.cellar.volume.BlockState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Blocks that the source proves to store nothing of. */
class EmptyInSourceTest {
  private static final Priority VISIBLE = Priority.visible(0, 0);

  private static void assertFill(Block block) {
    byte[] fill = new byte[12];
    Arrays.fill(fill, FakeStore.FILL);
    assertArrayEquals(new long[] {3, 4}, block.shape());
    assertArrayEquals(fill, (byte[]) block.values());
  }

  /** Slots, bytes, permits and queue are all free, and no lock is held. */
  private static void assertAllGivenBack(Rig rig) {
    Rig.until(
        () -> rig.engine.stats().capacities().stream().allMatch(c -> c.inUse() + c.queued() == 0));
    assertFalse(rig.store.anyLocked());
  }

  private static Coverage.State known(Rig rig, long index) {
    return rig.store.coverage().get(index);
  }

  @Test
  void itsVoxelsAreTheFillValueAndItIsNoFailure() throws Exception {
    try (Rig rig = Rig.proved(4)) {
      List<BlockState> told = new CopyOnWriteArrayList<>();
      rig.engine.addListener((key, state) -> told.add(state));
      rig.source.script(1, Rig.empty());
      BlockRequest request = rig.engine.requester("view").request(rig.key(1), VISIBLE);
      assertFill(Rig.get(request.block()));
      assertEquals(Stored.EMPTY, Rig.get(request.stored()));
      assertEquals(BlockState.EMPTY, rig.engine.state(rig.key(1)));
      assertEquals(Coverage.State.EMPTY, known(rig, 1));
      Rig.until(() -> told.contains(BlockState.EMPTY));
      assertFalse(told.contains(BlockState.AVAILABLE), told.toString());
      EngineStats stats = rig.engine.stats();
      assertEquals(1, stats.empty());
      assertEquals(0, stats.fetched() + stats.written() + stats.readFromDisk());
      assertEquals(0, stats.failedCount());
      assertAllGivenBack(rig);
    }
  }

  @Test
  void itIsNotAskedForAgainAndNothingIsLockedOrWritten() throws Exception {
    try (Rig rig = Rig.proved(4)) {
      rig.source.always(Rig.empty());
      Requester view = rig.engine.requester("view");
      for (int n = 0; n < 3; n++) {
        assertFill(Rig.get(view.request(rig.key(1), VISIBLE).block()));
        assertEquals(Stored.EMPTY, Rig.get(view.store(rig.key(1), Priority.bulk(n)).stored()));
        rig.engine.retry(rig.key(1));
      }
      assertEquals(1, rig.source.timesAsked(1));
      assertEquals(List.of(), List.copyOf(rig.store.everLocked));
      assertTrue(rig.store.files.isEmpty());
    }
  }

  @Test
  void allWhoWaitForItGetIt() throws Exception {
    try (Rig rig = Rig.proved(4)) {
      CountDownLatch answer = new CountDownLatch(1);
      rig.source.script(
          2,
          (box, progress) -> {
            answer.await();
            return null;
          });
      Requester bulk = rig.engine.requester("bulk");
      StoreRequest store = bulk.store(rig.key(2), Priority.bulk(0));
      Rig.until(() -> rig.source.open.get() == 1);
      BlockRequest one = rig.engine.requester("one").request(rig.key(2), VISIBLE);
      BlockRequest two = rig.engine.requester("two").request(rig.key(2), VISIBLE);
      answer.countDown();
      assertFill(Rig.get(one.block()));
      assertFill(Rig.get(two.block()));
      for (StoreRequest each : List.of(store, one, two)) {
        assertEquals(Stored.EMPTY, Rig.get(each.stored()));
      }
      assertEquals(1, rig.source.timesAsked(2));
      assertAllGivenBack(rig);
    }
  }

  @Test
  void whoWantsNoVoxelsCostsNoRead() throws Exception {
    try (Rig rig = Rig.proved(500)) {
      rig.source.always(Rig.empty());
      Requester bulk = rig.engine.requester("bulk");
      List<StoreRequest> all =
          IntStream.range(0, 500).mapToObj(i -> bulk.store(rig.key(i), Priority.bulk(i))).toList();
      for (StoreRequest each : all) {
        assertEquals(Stored.EMPTY, Rig.get(each.stored()));
      }
      assertEquals(0, rig.store.reads.get());
      assertEquals(500, rig.engine.stats().empty());
      assertEquals(500, rig.store.coverage().count(Coverage.State.EMPTY));
      assertAllGivenBack(rig);
    }
  }

  @Test
  void aSourceThatIsNotProvedIsBelievedTooAndItsLocksAreGivenBack() throws Exception {
    try (Rig rig = new Rig(30)) {
      rig.source.always(Rig.empty());
      Requester view = rig.engine.requester("view");
      for (int i = 0; i < 30; i++) {
        assertFill(Rig.get(view.request(rig.key(i), VISIBLE).block()));
      }
      assertAllGivenBack(rig);
    }
  }

  @Test
  void aProvedSourceIsTrustedWhateverItDenies() throws Exception {
    try (Rig rig = Rig.proved(80)) {
      rig.source.always(Rig.absent());
      Requester view = rig.engine.requester("view");
      for (int i = 0; i < 2 * AddressTrust.ANSWERS; i++) {
        Throwable error = Rig.failure(view.request(rig.key(i), VISIBLE).block());
        assertEquals(
            Reason.ABSENT, assertInstanceOf(BlockUnavailableException.class, error).reason());
        assertEquals(Coverage.State.ABSENT, known(rig, i));
      }
      rig.source.always(Rig.empty());
      for (int i = 40; i < 80; i++) {
        assertFill(Rig.get(view.request(rig.key(i), VISIBLE).block()));
      }
    }
  }

  @Test
  void refreshingMakesItAvailableAndEmptyAgain() throws Exception {
    try (Rig rig = Rig.proved(2)) {
      rig.source.script(0, Rig.empty());
      Requester view = rig.engine.requester("view");
      Rig.get(view.request(rig.key(0), VISIBLE).block());
      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      BlockRequest there = view.refresh(rig.key(0), VISIBLE).orElseThrow();
      assertEquals(0, ((byte[]) Rig.get(there.block()).values())[0]);
      assertTrue(Rig.get(there.stored()).fetched());
      assertEquals(BlockState.AVAILABLE, rig.engine.state(rig.key(0)));
      assertEquals(Optional.empty(), view.refresh(rig.key(0), VISIBLE), "once in a mode");

      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      rig.source.script(0, Rig.empty());
      BlockRequest gone = view.refresh(rig.key(0), VISIBLE).orElseThrow();
      assertFill(Rig.get(gone.block()));
      assertEquals(Stored.EMPTY, Rig.get(gone.stored()));
      assertEquals(BlockState.EMPTY, rig.engine.state(rig.key(0)));
      assertTrue(rig.store.files.isEmpty(), "the old file is gone");
      assertEquals(Optional.empty(), view.refresh(rig.key(0), VISIBLE), "once in a mode");
      assertAllGivenBack(rig);
    }
  }

  @Test
  void aRefreshThatFailsLeavesItEmpty() throws Exception {
    try (Rig rig = Rig.proved(2)) {
      rig.source.script(0, Rig.empty(), Rig.absent());
      Requester view = rig.engine.requester("view");
      Rig.get(view.request(rig.key(0), VISIBLE).block());
      List<BlockState> told = new CopyOnWriteArrayList<>();
      rig.engine.addListener((key, state) -> told.add(state));
      rig.engine.mode(rig.fileset, SourceMode.REFRESH);
      Rig.failure(view.refresh(rig.key(0), VISIBLE).orElseThrow().stored());
      assertEquals(BlockState.EMPTY, rig.engine.state(rig.key(0)));
      Rig.until(() -> !told.isEmpty());
      assertEquals(List.of(BlockState.EMPTY), told);
      assertFill(Rig.get(view.request(rig.key(0), VISIBLE).block()));
    }
  }

  @Test
  void withoutASourceItIsReadAllTheSame() throws Exception {
    try (Rig rig = Rig.proved(4)) {
      rig.store.coverage().set(3, Coverage.State.EMPTY);
      rig.engine.mode(rig.fileset, SourceMode.CACHE_ONLY);
      assertFill(Rig.get(rig.engine.requester("view").request(rig.key(3), VISIBLE).block()));
      int alone = rig.engine.open(rig.store, Optional.empty(), Optional.empty(), 0);
      Requester view = rig.engine.requester("alone");
      assertFill(Rig.get(view.request(new io.cellar.volume.BlockKey(alone, 3), VISIBLE).block()));
      assertEquals(List.of(), rig.source.asked);
    }
  }

  @Test
  void aFileThatAnotherProgramWroteMeanwhileCounts() throws Exception {
    try (Rig rig = Rig.proved(8)) {
      rig.source.script(
          7,
          (box, progress) -> {
            rig.store.files.put(7L, new byte[] {7});
            return null;
          });
      BlockRequest request = rig.engine.requester("view").request(rig.key(7), VISIBLE);
      assertEquals(7, ((byte[]) Rig.get(request.block()).values())[0]);
      assertEquals(Stored.CACHED, Rig.get(request.stored()));
      assertEquals(BlockState.AVAILABLE, rig.engine.state(rig.key(7)));
      assertAllGivenBack(rig);
    }
  }

  @Test
  void whatCannotBeNotedHasFailed() throws Exception {
    try (Rig rig = Rig.proved(4)) {
      rig.source.script(0, Rig.empty());
      rig.store.noting =
          index -> {
            throw new StoreException("its file cannot be deleted", null);
          };
      Throwable error =
          Rig.failure(rig.engine.requester("view").request(rig.key(0), VISIBLE).block());
      assertTrue(error.getMessage().contains("its file cannot be deleted"), error.getMessage());
      assertInstanceOf(BlockState.Failed.class, rig.engine.state(rig.key(0)));
      assertEquals(0, rig.engine.stats().empty());
      assertAllGivenBack(rig);
    }
  }

  @Test
  void anAnswerThatNobodyWaitsForAnyMoreIsKept() throws Exception {
    try (Rig rig = Rig.proved(4)) {
      CountDownLatch left = new CountDownLatch(1);
      rig.source.script(
          0,
          (box, progress) -> {
            boolean waits = true;
            while (waits) {
              try {
                left.await();
                waits = false;
              } catch (InterruptedException e) {
                // The answer is on its way already.
              }
            }
            return null;
          });
      BlockRequest request = rig.engine.requester("view").request(rig.key(0), VISIBLE);
      Rig.until(() -> rig.source.open.get() == 1);
      request.cancel();
      assertInstanceOf(CancellationException.class, Rig.failure(request.block()));
      left.countDown();
      Rig.until(() -> rig.engine.state(rig.key(0)).equals(BlockState.EMPTY));
      assertAllGivenBack(rig);
    }
  }

  @Test
  void anotherProgramThatFetchesItIsWaitedFor() throws Exception {
    try (Rig rig = Rig.proved(4)) {
      rig.source.always(Rig.empty());
      rig.store.lockedElsewhere.add(0L);
      BlockRequest request = rig.engine.requester("view").request(rig.key(0), VISIBLE);
      Rig.until(() -> rig.engine.state(rig.key(0)).equals(new BlockState.Queued(true)));
      assertEquals(0, rig.source.timesAsked(0));
      rig.store.lockedElsewhere.clear();
      assertFill(rig.advanceTo(request.block()));
    }
  }

  @Test
  void aBlockOfAProvedSourceIsLockedWhileItIsWritten() throws Exception {
    try (Rig rig = Rig.proved(4)) {
      rig.store.writing = index -> assertTrue(rig.store.anyLocked());
      BlockRequest request = rig.engine.requester("view").request(rig.key(1), VISIBLE);
      assertEquals(new Stored(true, 1), Rig.get(request.stored()));
      assertTrue(rig.store.everLocked.contains(1L));
      assertAllGivenBack(rig);
    }
  }

  @Test
  void emptyAndOtherBlocksInAnyOrderAllComeToTheirEnd() throws Exception {
    long seed = 20261129;
    Random random = new Random(seed);
    try (Rig rig = Rig.proved(400)) {
      boolean[] empty = new boolean[400];
      for (int i = 0; i < 400; i++) {
        empty[i] = random.nextBoolean();
        if (empty[i]) {
          rig.source.script(i, Rig.empty());
        }
      }
      List<BlockRequest> asked = new ArrayList<>();
      Requester view = rig.engine.requester("view");
      for (int i = 0; i < 400; i++) {
        asked.add(view.request(rig.key(i), random.nextBoolean() ? VISIBLE : Priority.bulk(i)));
      }
      for (int i = 0; i < 400; i++) {
        byte expected = empty[i] ? FakeStore.FILL : (byte) i;
        Block block = Rig.get(asked.get(i).block());
        assertEquals(expected, ((byte[]) block.values())[0], "block " + i + ", seed " + seed);
        assertEquals(empty[i], Rig.get(asked.get(i).stored()).empty());
      }
      EngineStats stats = rig.engine.stats();
      assertEquals(400, stats.empty() + stats.fetched());
      assertEquals(stats.fetched(), rig.store.files.size());
      assertAllGivenBack(rig);
    }
  }
}
