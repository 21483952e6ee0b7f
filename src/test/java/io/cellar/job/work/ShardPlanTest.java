package io.cellar.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.BlockOrder;
import io.cellar.job.FetchTarget;
import io.cellar.store.BlockReader;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ShardPlanTest {

  /** A region of which nothing but its grid is asked. */
  private static ShardPlan.Region region(int level, long[] shape, long[] block, Roi stored) {
    BlockGrid grid = new BlockGrid(shape, block);
    BlockReader reader =
        (BlockReader)
            Proxy.newProxyInstance(
                BlockReader.class.getClassLoader(),
                new Class<?>[] {BlockReader.class},
                (_, method, _) -> {
                  assertEquals("grid", method.getName());
                  return grid;
                });
    return new ShardPlan.Region(0, new FetchTarget(level, reader, Optional.empty(), level, stored));
  }

  private static long blocks(Shard shard) {
    return shard.target().reader().grid().countIn(shard.target().stored());
  }

  /** Nothing is kept of any shard but the last ones, so that the last is as near as the first. */
  @ParameterizedTest
  @EnumSource
  void hundredMillionBlocksArePlannedAtOnce(BlockOrder order) {
    long[] shape = {500 * 64, 500 * 64, 400 * 64};
    ShardPlan plan =
        new ShardPlan(
            List.of(region(0, shape, new long[] {64, 64, 64}, Roi.ofShape(shape))),
            order,
            ShardPlan.SHARD_BLOCKS);
    assertEquals(100_000_000, plan.blocks());
    assertTrue(plan.shards() >= 100_000_000 / ShardPlan.SHARD_BLOCKS, plan.shards() + " shards");
    assertTrue(plan.shards() < 300_000, plan.shards() + " shards");
    Set<Roi> boxes = new HashSet<>();
    for (long n : new long[] {0, 1, plan.shards() / 2, plan.shards() - 1}) {
      Shard shard = plan.shard(n);
      assertEquals(n, shard.number());
      assertTrue(blocks(shard) > 0 && blocks(shard) <= ShardPlan.SHARD_BLOCKS, "shard " + n);
      assertTrue(boxes.add(shard.target().stored()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SCAN, 1",
    "SCAN, 5",
    "SCAN, 1000",
    "CENTRE, 1",
    "CENTRE, 7",
    "CENTRE, 1000",
    "COARSE, 6"
  })
  void everyBlockIsInOneShard(BlockOrder order, int shardBlocks) {
    ShardPlan.Region fine =
        region(
            0,
            new long[] {70, 33, 90},
            new long[] {8, 8, 16},
            new Roi(new long[] {5, 0, 17}, new long[] {66, 33, 90}));
    ShardPlan.Region coarse =
        region(1, new long[] {35, 17, 45}, new long[] {8, 8, 16}, Roi.ofShape(35, 17, 45));
    ShardPlan plan = new ShardPlan(List.of(fine, coarse), order, shardBlocks);
    Set<List<Long>> seen = new HashSet<>();
    for (long n = 0; n < plan.shards(); n++) {
      Shard shard = plan.shard(n);
      assertTrue(blocks(shard) <= shardBlocks);
      FetchTarget box = shard.target();
      PrimitiveIterator.OfLong blocks = box.reader().grid().blocksIn(box.stored()).iterator();
      while (blocks.hasNext()) {
        assertTrue(seen.add(List.of((long) box.level(), blocks.nextLong())));
      }
      Roi whole = box.level() == 0 ? fine.target().stored() : coarse.target().stored();
      assertEquals(box.stored(), box.stored().intersect(whole));
    }
    assertEquals(plan.blocks(), seen.size());
    assertEquals(order == BlockOrder.COARSE ? 1 : 0, plan.shard(0).target().level());
    for (long n = plan.shards() - 1; n >= 0; n -= 3) {
      assertEquals(n, plan.shard(n).number());
      assertFalse(plan.shard(n).target().stored().isEmpty());
    }
  }
}
