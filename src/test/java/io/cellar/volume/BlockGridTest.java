package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The grid against a plain walk over all blocks. */
class BlockGridTest {
  private static final int TRIES = 500;

  private record Case(BlockGrid grid, Roi roi, String name) {}

  private static Case random(long seed) {
    Random random = new Random(seed);
    int rank = random.nextInt(1, 6);
    long[] shape = new long[rank];
    long[] block = new long[rank];
    long[] start = new long[rank];
    long[] stop = new long[rank];
    for (int d = 0; d < rank; d++) {
      shape[d] = random.nextInt(1, 12);
      block[d] = random.nextInt(1, 15);
      start[d] = random.nextInt(-3, 14);
      stop[d] = start[d] + random.nextInt(0, 9);
    }
    return new Case(new BlockGrid(shape, block), new Roi(start, stop), "seed " + seed);
  }

  /** All blocks in scan order, by counting. */
  private static List<Roi> allBlocks(BlockGrid grid) {
    List<Roi> blocks = new ArrayList<>();
    long[] shape = grid.shape();
    long[] size = grid.blockShape();
    long[] start = new long[shape.length];
    while (start[0] < shape[0]) {
      long[] stop = new long[shape.length];
      for (int d = 0; d < shape.length; d++) {
        stop[d] = Math.min(start[d] + size[d], shape[d]);
      }
      blocks.add(new Roi(start, stop));
      int d = shape.length - 1;
      start[d] += size[d];
      while (d > 0 && start[d] >= shape[d]) {
        start[d] = 0;
        d--;
        start[d] += size[d];
      }
    }
    return blocks;
  }

  @Test
  void blocksInScanOrder() {
    for (long seed = 0; seed < TRIES; seed++) {
      Case c = random(seed);
      List<Roi> blocks = allBlocks(c.grid());
      assertEquals(blocks.size(), c.grid().count(), c.name());
      for (int i = 0; i < blocks.size(); i++) {
        assertEquals(blocks.get(i), c.grid().roi(i), c.name());
        assertArrayEquals(blocks.get(i).start(), c.grid().start(i), c.name());
        assertEquals(i, c.grid().indexOf(blocks.get(i).start()), c.name());
      }
    }
  }

  @Test
  void blocksThatARoiTouches() {
    for (long seed = 0; seed < TRIES; seed++) {
      Case c = random(seed);
      List<Roi> blocks = allBlocks(c.grid());
      long[] expected =
          LongStream.range(0, blocks.size())
              .filter(i -> !blocks.get((int) i).intersect(c.roi()).isEmpty())
              .toArray();
      List<Long> visited = new ArrayList<>();
      c.grid().forEachIn(c.roi(), visited::add);
      assertArrayEquals(expected, c.grid().blocksIn(c.roi()).toArray(), c.name());
      assertEquals(LongStream.of(expected).boxed().toList(), visited, c.name());
      assertEquals(expected.length, c.grid().countIn(c.roi()), c.name());
    }
  }

  @Test
  void everyVoxelIsInTheBlockThatItsIndexNames() {
    for (long seed = 0; seed < TRIES; seed++) {
      Case c = random(seed);
      Random random = new Random(~seed);
      long[] voxel = new long[c.grid().rank()];
      for (int d = 0; d < voxel.length; d++) {
        voxel[d] = random.nextLong(c.grid().shape()[d]);
      }
      assertEquals(true, c.grid().roi(c.grid().indexOf(voxel)).contains(voxel), c.name());
    }
  }

  @Test
  void hugeGrids() {
    BlockGrid grid = new BlockGrid(new long[] {1L << 30, 1L << 40, 1000}, new long[] {64, 64, 64});
    long last = grid.count() - 1;
    assertEquals(last, grid.indexOf((1L << 30) - 1, (1L << 40) - 1, 999));
    assertEquals(1000, grid.roi(last).stop(2));
    assertEquals(grid.count(), grid.countIn(Roi.ofShape(grid.shape())));
    assertThrows(
        IllegalArgumentException.class,
        () -> new BlockGrid(new long[] {1L << 40, 1L << 40}, new long[] {1, 1}));
  }

  @Test
  void refusesWhatIsNoGrid() {
    assertThrows(
        IllegalArgumentException.class, () -> new BlockGrid(new long[] {1, 1}, new long[] {1}));
    assertThrows(IllegalArgumentException.class, () -> new BlockGrid(new long[0], new long[0]));
    assertThrows(
        IllegalArgumentException.class, () -> new BlockGrid(new long[] {0}, new long[] {1}));
    assertThrows(
        IllegalArgumentException.class, () -> new BlockGrid(new long[] {1}, new long[] {0}));
    BlockGrid grid = new BlockGrid(new long[] {10}, new long[] {4});
    assertThrows(IllegalArgumentException.class, () -> grid.roi(3));
    assertThrows(IllegalArgumentException.class, () -> grid.roi(-1));
    assertThrows(IllegalArgumentException.class, () -> grid.indexOf(10));
    assertThrows(IllegalArgumentException.class, () -> grid.indexOf(-1));
  }
}
