package io.cellar.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import io.cellar.volume.DType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellCacheTest {

  private static Block bytes(int n) {
    return Block.zeros(DType.UINT8, new long[] {n});
  }

  @Test
  void theBoundHoldsAtEveryMoment() {
    long seed = 42;
    Random random = new Random(seed);
    CellCache memory = new CellCache(100_000);
    for (int i = 0; i < 2000; i++) {
      memory.put(new BlockKey(random.nextInt(3), random.nextInt(500)), bytes(random.nextInt(9000)));
      assertTrue(memory.bytes() <= memory.maxBytes(), "seed " + seed + " step " + i);
    }
    assertTrue(memory.stats().evictions() > 0);
  }

  @Test
  void tellsOfEachChange() {
    BlockKey key = new BlockKey(1, 0);
    CellCache memory = new CellCache(1 << 20);
    List<Runnable> changing =
        List.of(
            () -> memory.put(key, bytes(16)),
            () -> memory.replace(key, bytes(16)),
            () -> memory.drop(key),
            () -> memory.put(key, bytes(32)),
            () -> memory.resize(0),
            () -> memory.dropFileset(1));
    for (int n = 0; n < changing.size(); n++) {
      long before = memory.changes();
      changing.get(n).run();
      assertTrue(memory.changes() > before, "change " + n);
    }
    long before = memory.changes();
    assertTrue(memory.get(key).isEmpty());
    assertFalse(memory.contains(key));
    assertEquals(before, memory.changes());
  }

  @Test
  void whatLeavesForWantOfRoomIsHandedOn() {
    CellCache memory = new CellCache(1 << 20);
    Map<BlockKey, Block> evicted = new HashMap<>();
    memory.addListener(
        new CellCacheListener() {
          @Override
          public void evicted(BlockKey key, Block block) {
            evicted.put(key, block);
          }

          @Override
          public void dropped(BlockKey key) {}

          @Override
          public void replaced(BlockKey key, Block block) {}
        });
    Block kept = bytes(100);
    memory.put(new BlockKey(1, 0), bytes(100));
    memory.put(new BlockKey(1, 0), kept);
    memory.put(new BlockKey(1, 1), bytes(100));
    memory.drop(new BlockKey(1, 1));
    assertEquals(Map.of(), evicted);
    memory.resize(0);
    assertEquals(Map.of(new BlockKey(1, 0), kept), evicted);
  }

  @Test
  void countsBytesNotBlocks() {
    CellCache memory = new CellCache(1 << 20);
    memory.put(new BlockKey(1, 0), bytes(1600));
    memory.put(new BlockKey(1, 1), Block.zeros(DType.FLOAT64, new long[] {2, 100}));
    assertEquals(3200, memory.bytes());
    assertEquals(2, memory.count());
    memory.put(new BlockKey(1, 0), bytes(16));
    assertEquals(1616, memory.bytes());
  }

  @Test
  void aBlockLargerThanTheMemoryIsNotHeld() {
    CellCache memory = new CellCache(1000);
    memory.put(new BlockKey(1, 0), bytes(2000));
    assertTrue(memory.get(new BlockKey(1, 0)).isEmpty());
    assertEquals(0, memory.bytes());
  }

  @Test
  void aFilesetCanBeDroppedAlone() {
    CellCache memory = new CellCache(1 << 20);
    for (int i = 0; i < 10; i++) {
      memory.put(new BlockKey(1, i), bytes(100));
      memory.put(new BlockKey(2, i), bytes(100));
    }
    memory.dropFileset(1);
    assertEquals(10, memory.count());
    assertFalse(memory.contains(new BlockKey(1, 3)));
    assertTrue(memory.contains(new BlockKey(2, 3)));
    memory.drop(new BlockKey(2, 3));
    assertEquals(9, memory.count());
  }

  @Test
  void aFilesetIsKeptAsLongAsOneOfThoseWhoAskedForItWantsIt() {
    CellCache memory = new CellCache(100_000);
    assertTrue(memory.pin(1, 10_000, 8));
    memory.put(new BlockKey(1, 0), bytes(8000));
    assertTrue(memory.pin(1, 10_000, 8), "it is kept already");
    assertTrue(memory.contains(new BlockKey(1, 0)));
    assertFalse(memory.pin(2, 10_000, 8), "there is room for one");
    memory.unpin(1);
    fill(memory);
    assertTrue(memory.contains(new BlockKey(1, 0)));
    memory.unpin(1);
    assertTrue(memory.contains(new BlockKey(1, 0)), "a cell as all others are");
    assertTrue(memory.pin(2, 10_000, 8));
    memory.dropFileset(2);
    memory.unpin(2);
    fill(memory);
    assertFalse(memory.contains(new BlockKey(1, 0)));
    assertTrue(memory.bytes() <= memory.maxBytes());
  }

  private static void fill(CellCache memory) {
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 50; i++) {
        memory.get(new BlockKey(3, i));
        memory.put(new BlockKey(3, i), bytes(4000));
      }
    }
  }

  @Test
  void hitsAndMissesAreCounted() {
    CellCache memory = new CellCache(1 << 20);
    memory.put(new BlockKey(1, 0), bytes(10));
    var unused = memory.get(new BlockKey(1, 0));
    unused = memory.get(new BlockKey(1, 1));
    assertFalse(memory.contains(new BlockKey(1, 2)));
    assertEquals(1, memory.stats().hits());
    assertEquals(1, memory.stats().misses());
  }

  @Test
  void aNegativeSizeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CellCache(-1));
  }

  @Test
  void manyThreadsKeepTheBound() {
    CellCache memory = new CellCache(64_000);
    IntStream.range(0, 4)
        .parallel()
        .forEach(
            t -> {
              Random random = new Random(t);
              for (int i = 0; i < 2000; i++) {
                memory.put(new BlockKey(t, random.nextInt(100)), bytes(random.nextInt(4000)));
              }
            });
    assertTrue(memory.bytes() <= memory.maxBytes());
  }
}
