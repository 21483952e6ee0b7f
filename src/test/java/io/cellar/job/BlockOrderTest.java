package io.cellar.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockOrderTest {

  private static Roi randomRoi(Random random, long[] shape) {
    long[] start = new long[shape.length];
    long[] stop = new long[shape.length];
    for (int d = 0; d < shape.length; d++) {
      start[d] = random.nextLong(shape[d]);
      stop[d] = start[d] + 1 + random.nextLong(shape[d] - start[d]);
    }
    return new Roi(start, stop);
  }

  @ParameterizedTest
  @EnumSource
  void visitsEachBlockOnce(BlockOrder order) {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int rank = 1 + random.nextInt(4);
      long[] shape = random.longs(rank, 1, 40).toArray();
      BlockGrid grid = new BlockGrid(shape, random.longs(rank, 1, 9).toArray());
      Roi roi = randomRoi(random, shape);
      List<Long> visited = new ArrayList<>();
      order.over(grid, roi).forEachRemaining((long index) -> visited.add(index));
      Set<Long> expected = grid.blocksIn(roi).boxed().collect(Collectors.toSet());
      assertEquals(expected, new HashSet<>(visited), "seed " + seed);
      assertEquals(expected.size(), visited.size(), "seed " + seed);
    }
  }

  @Test
  void centreGoesOutwards() {
    BlockGrid grid = new BlockGrid(new long[] {70, 90}, new long[] {10, 10});
    PrimitiveIterator.OfLong blocks = BlockOrder.CENTRE.over(grid, Roi.ofShape(70, 90));
    long before = 0;
    assertEquals(grid.indexOf(30, 40), blocks.nextLong());
    while (blocks.hasNext()) {
      long[] start = grid.start(blocks.nextLong());
      long distance = Math.max(Math.abs(start[0] / 10 - 3), Math.abs(start[1] / 10 - 4));
      assertTrue(distance >= before);
      before = distance;
    }
    assertEquals(4, before);
  }

  @Test
  void anEmptyRegionHasNoBlocks() {
    BlockGrid grid = new BlockGrid(new long[] {7, 9}, new long[] {2, 2});
    Roi outside = new Roi(new long[] {50, 50}, new long[] {60, 60});
    assertFalse(BlockOrder.CENTRE.over(grid, outside).hasNext());
    assertFalse(BlockOrder.SCAN.over(grid, outside).hasNext());
  }

  @Test
  void aVastFlatRegionBeginsAtOnceAndWalksOn() {
    BlockGrid grid = new BlockGrid(new long[] {4, 1L << 30, 1L << 30}, new long[] {4, 4, 4});
    PrimitiveIterator.OfLong blocks =
        BlockOrder.CENTRE.over(grid, Roi.ofShape(4, 1L << 30, 1L << 30));
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      assertTrue(seen.add(blocks.nextLong()));
    }
  }
}
