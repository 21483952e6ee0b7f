package io.cellar.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import io.cellar.volume.DType;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PinnedCellsTest {
  private static final int KIB = 1024;
  private final CellCache memory = new CellCache(64 * KIB);

  private static Block block() {
    return Block.zeros(DType.UINT8, new long[] {KIB});
  }

  @Test
  void pinnedBlocksStayWhateverElseComes() {
    assertTrue(memory.pin(1, 4 * KIB, 8));
    for (int i = 0; i < 4; i++) {
      memory.put(new BlockKey(1, i), block());
    }
    for (int i = 0; i < 500; i++) {
      memory.put(new BlockKey(2, i), block());
      assertTrue(memory.bytes() <= memory.maxBytes(), "over the bound at " + i);
    }
    for (int i = 0; i < 4; i++) {
      assertTrue(memory.get(new BlockKey(1, i)).isPresent());
    }
    assertEquals(64, memory.count());
  }

  @Test
  void whatIsTooLargeIsNotPinned() {
    assertFalse(memory.pin(1, 9 * KIB, 8));
    assertTrue(memory.pin(1, 5 * KIB, 8));
    assertFalse(memory.pin(2, 5 * KIB, 8));
    memory.dropFileset(1);
    assertTrue(memory.pin(2, 5 * KIB, 8));
  }

  @Test
  void moreThanWasSaidIsKeptAsAllOthersAre() {
    assertTrue(memory.pin(1, 2 * KIB, 8));
    for (int i = 0; i < 200; i++) {
      memory.put(new BlockKey(1, i), block());
    }
    assertTrue(memory.bytes() <= memory.maxBytes());
    assertTrue(memory.contains(new BlockKey(1, 0)));
    assertTrue(memory.contains(new BlockKey(1, 1)));
  }

  @Test
  void droppedBlocksAndClosedFilesetsAreGone() {
    assertTrue(memory.pin(1, 2 * KIB, 8));
    memory.put(new BlockKey(1, 0), block());
    memory.drop(new BlockKey(1, 0));
    assertFalse(memory.contains(new BlockKey(1, 0)));
    memory.put(new BlockKey(1, 1), block());
    memory.dropFileset(1);
    assertEquals(0, memory.count());
    assertEquals(0, memory.bytes());
    for (int i = 0; i < 64; i++) {
      memory.put(new BlockKey(2, i), block());
    }
    assertEquals(64, memory.count());
  }

  @Test
  void anotherBoundHoldsAtOnce() {
    assertTrue(memory.pin(1, 4 * KIB, 8));
    for (int i = 0; i < 4; i++) {
      memory.put(new BlockKey(1, i), block());
      memory.put(new BlockKey(2, i), block());
    }
    for (int i = 4; i < 100; i++) {
      memory.put(new BlockKey(2, i), block());
    }
    memory.resize(32 * KIB);
    assertTrue(memory.bytes() <= 32 * KIB, "now " + memory.bytes());
    assertEquals(32 * KIB, memory.maxBytes());
    assertTrue(memory.contains(new BlockKey(1, 0)), "what is pinned stays");
    memory.resize(6 * KIB);
    assertTrue(memory.bytes() <= 6 * KIB, "now " + memory.bytes());
    memory.resize(64 * KIB);
    for (int i = 0; i < 40; i++) {
      memory.put(new BlockKey(3, i), block());
    }
    assertEquals(
        40, IntStream.range(0, 40).filter(i -> memory.contains(new BlockKey(3, i))).count());
  }
}
