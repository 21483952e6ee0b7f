package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.TestVolume;
import io.cellar.store.Coverage.State;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What everything keeps that blocks are written to as well, for one process and for several that
 * have the same place open.
 */
public abstract class AbstractBlockStoreTest<S extends BlockReader & BlockWriter>
    extends AbstractBlockReaderTest {

  /** A store over whatever lies in a folder, or will; several may be open at a time. */
  protected abstract S open(TestVolume volume, Path root) throws Exception;

  @Override
  protected S open(TestVolume volume, Path root, Set<Long> missing) throws Exception {
    S store = open(volume, root);
    for (long index : volume.blocks()) {
      if (!missing.contains(index)) {
        publish(store, volume, index);
      }
    }
    return store;
  }

  @Override
  protected boolean mayMiss() {
    return true;
  }

  @Override
  protected boolean mayHaveView() {
    return true;
  }

  private byte[] encoded(S store, TestVolume volume, long index) throws StoreException {
    return store.encode(volume.voxels(volume.grid().roi(index)));
  }

  private void publish(S store, TestVolume volume, long index) throws StoreException {
    store.publish(index, encoded(store, volume, index), Sample.FROM);
  }

  private boolean holds(S store, TestVolume volume, long index) throws StoreException {
    return store.read(index).filter(b -> TestVolume.same(b, volume.block(index))).isPresent();
  }

  @Test
  void publishedBlockIsThereForEverybodyAndStaysThere() throws Exception {
    TestVolume volume = cube();
    try (S one = open(volume, folder);
        S other = open(volume, folder)) {
      assertFalse(other.isAvailable(35));
      assertTrue(other.read(35).isEmpty());
      publish(one, volume, 35);
      for (S each : List.of(one, other)) {
        assertTrue(each.isAvailable(35));
        assertTrue(holds(each, volume, 35));
      }
      assertEquals(State.AVAILABLE, one.coverage().get(35));
    }
    try (S later = open(volume, folder)) {
      assertTrue(holds(later, volume, 35));
    }
  }

  @Test
  void publishingAgainReplacesAndNobodySeesAHalf() throws Exception {
    TestVolume volume = cube();
    try (S one = open(volume, folder);
        S other = open(volume, folder);
        var threads = Executors.newFixedThreadPool(4)) {
      byte[][] versions = new byte[2][];
      for (int v = 0; v < 2; v++) {
        short[] values = new short[8 * 8 * 8];
        Arrays.fill(values, (short) (v + 1));
        versions[v] = one.encode(new Block(DType.UINT16, new long[] {8, 8, 8}, values));
      }
      one.publish(0, versions[0], Sample.FROM);
      AtomicBoolean done = new AtomicBoolean();
      List<Future<Integer>> readers = new ArrayList<>();
      for (S reader : List.of(one, other)) {
        readers.add(
            threads.submit(
                () -> {
                  int reads = 0;
                  do {
                    short[] voxels = (short[]) reader.read(0).orElseThrow().values();
                    int seen = voxels[0];
                    assertTrue(seen == 1 || seen == 2);
                    assertTrue(IntStream.range(0, voxels.length).allMatch(i -> voxels[i] == seen));
                    reads++;
                  } while (!done.get());
                  return reads;
                }));
      }
      Future<?> writing =
          threads.submit(
              () -> {
                for (int n = 0; n < 60; n++) {
                  one.publish(0, versions[n % 2], Sample.FROM);
                }
                return null;
              });
      writing.get();
      done.set(true);
      for (Future<Integer> reader : readers) {
        assertTrue(reader.get() > 0);
      }
      assertEquals(2, other.read(0).orElseThrow().toDouble(0), "the last that was written");
    }
  }

  @Test
  void interruptedWriterMakesNothingAvailableAndKeepsItsLock() throws Exception {
    TestVolume volume = cube();
    try (S store = open(volume, folder)) {
      byte[] bytes = encoded(store, volume, 1);
      try (BlockLock lock = store.tryLock(1).orElseThrow()) {
        Thread.currentThread().interrupt();
        assertThrows(StoreException.class, () -> store.publish(1, bytes, Sample.FROM, lock));
        assertTrue(Thread.interrupted(), "the interrupt is not lost");
        assertFalse(store.isAvailable(1));
        assertNotEquals(State.AVAILABLE, store.coverage().get(1));
        assertTrue(store.tryLock(1).isEmpty(), "whoever has it may try again");
        store.publish(1, bytes, Sample.FROM, lock);
      }
      assertTrue(holds(store, volume, 1));
    }
  }

  @Test
  void lockHasOneHolderWhoMayPublishAndFreesItBySoDoing() throws Exception {
    TestVolume volume = cube();
    try (S one = open(volume, folder);
        S other = open(volume, folder)) {
      BlockLock lock = one.tryLock(2).orElseThrow();
      assertTrue(one.tryLock(2).isEmpty());
      assertTrue(other.tryLock(2).isEmpty());
      assertFalse(other.lockInfo(2).orElseThrow().owner().isBlank());
      assertTrue(other.lockInfo(3).isEmpty(), "others are free");
      one.publish(2, encoded(one, volume, 2), Sample.FROM, lock);
      assertTrue(other.lockInfo(2).isEmpty(), "freed as the block became available");
      assertTrue(holds(other, volume, 2));
      lock.close();
      BlockLock next = other.tryLock(2).orElseThrow();
      lock.close();
      assertTrue(one.tryLock(2).isEmpty(), "closing twice does not free another's");
      next.close();
      assertTrue(one.lockInfo(2).isEmpty());
    }
  }

  @Test
  void ofManyWhoWantALockOneGetsIt() throws Exception {
    TestVolume volume = cube();
    try (S one = open(volume, folder);
        S other = open(volume, folder);
        var threads = Executors.newFixedThreadPool(6)) {
      for (int round = 0; round < 10; round++) {
        long index = round;
        List<Future<Boolean>> tries = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
          S store = n % 2 == 0 ? one : other;
          tries.add(threads.submit(() -> store.tryLock(index).isPresent()));
        }
        int got = 0;
        for (Future<Boolean> each : tries) {
          got += each.get() ? 1 : 0;
        }
        assertEquals(1, got, "round " + round);
      }
    }
  }

  @Test
  void lockThatLivesIsNotCleared() throws Exception {
    TestVolume volume = cube();
    try (S one = open(volume, folder);
        S other = open(volume, folder)) {
      BlockLock lock = one.tryLock(2).orElseThrow();
      other.clearStaleLock(2);
      assertTrue(other.lockInfo(2).isPresent());
      lock.close();
      other.clearStaleLock(2);
    }
  }

  @Test
  void forgottenBlockIsGoneUnlessSomebodyHasLockedIt() throws Exception {
    TestVolume volume = cube();
    try (S one = open(volume, folder);
        S other = open(volume, folder)) {
      publish(one, volume, 4);
      try (BlockLock _ = other.tryLock(4).orElseThrow()) {
        assertThrows(StoreException.class, () -> one.forget(4));
      }
      assertTrue(holds(one, volume, 4));
      one.forget(4);
      assertTrue(other.read(4).isEmpty());
      assertFalse(one.isAvailable(4));
      assertEquals(State.UNKNOWN, one.coverage().get(4));
      one.forget(4);
      one.forget(5);
      publish(other, volume, 4);
      assertTrue(holds(one, volume, 4), "and may come again");
    }
  }

  @Test
  void readersAgreeWithAModelWhileSeveralWrite() throws Exception {
    TestVolume volume = cube();
    Random random = new Random(1);
    Set<Long> model = new java.util.HashSet<>();
    try (S one = open(volume, folder);
        S other = open(volume, folder)) {
      for (int n = 0; n < 150; n++) {
        S store = random.nextBoolean() ? one : other;
        long index = random.nextInt((int) volume.grid().count());
        switch (random.nextInt(3)) {
          case 0 -> {
            publish(store, volume, index);
            model.add(index);
          }
          case 1 -> {
            store.forget(index);
            model.remove(index);
          }
          default -> {
            assertEquals(model.contains(index), store.isAvailable(index), "step " + n);
            assertEquals(model.contains(index), holds(store, volume, index), "step " + n);
          }
        }
      }
    }
    try (S later = open(volume, folder)) {
      Set<Long> there = new java.util.HashSet<>();
      for (long index : volume.blocks()) {
        if (holds(later, volume, index)) {
          there.add(index);
        }
      }
      assertEquals(
          model.stream().sorted().collect(Collectors.toList()),
          there.stream().sorted().collect(Collectors.toList()));
    }
  }

  @Test
  void closedStoreWritesNoMore() throws Exception {
    TestVolume volume = cube();
    S store = open(volume, folder);
    byte[] bytes = encoded(store, volume, 0);
    store.close();
    assertThrows(IllegalStateException.class, () -> store.publish(0, bytes, Sample.FROM));
    assertThrows(IllegalStateException.class, () -> store.tryLock(0));
    store.clearStaleLock(0);
    try (S later = open(volume, folder)) {
      assertTrue(later.read(0).isEmpty());
    }
  }
}
