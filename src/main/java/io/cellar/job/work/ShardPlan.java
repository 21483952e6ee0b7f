package io.cellar.job.work;

import io.cellar.job.BlockOrder;
import io.cellar.job.FetchTarget;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;

/**
 * How the regions of a job are divided into shards: boxes of blocks that lie together, as many
 * along each axis as the region and the size of a shard allow, in the job's order. Computed from
 * the regions alone, so that all workers of a job have the same; no shard is kept. Thread-safe.
 */
public final class ShardPlan {
  /** Blocks of a usual shard, at most. */
  public static final int SHARD_BLOCKS = 1024;

  /** Small jobs are cut so that each worker gets several, but not smaller than this. */
  private static final int LEAST_BLOCKS = 32;

  private static final int SHARDS_EACH = 4;

  private static final int RECENT = 64;

  /**
   * A region of a job.
   *
   * @param volume place of its volume in the job, from 0
   * @param target the region of one level
   */
  public record Region(int volume, FetchTarget target) {}

  private final List<Part> parts = new ArrayList<>();
  private final BlockOrder order;

  /** Whoever asks for a shard at its beginning does so again at its end. */
  private final Map<Long, Shard> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Shard> eldest) {
          return size() > RECENT;
        }
      };

  private long blocks;
  private long shards;

  /**
   * A plan.
   *
   * @param regions in the order in which the job names them
   * @param shardBlocks most blocks of a shard
   */
  public ShardPlan(List<Region> regions, BlockOrder order, int shardBlocks) {
    this.order = order;
    List<Region> inOrder = new ArrayList<>(regions);
    if (order == BlockOrder.COARSE) {
      inOrder.sort(Comparator.comparingInt((Region r) -> r.target().level()).reversed());
    }
    for (Region region : inOrder) {
      long count = region.target().reader().grid().countIn(region.target().stored());
      if (count > 0) {
        Part part = new Part(region, shardBlocks, shards);
        parts.add(part);
        shards += part.count();
        blocks += count;
      }
    }
  }

  /** How large shards should be, so that all workers have something to do. */
  public static int shardBlocks(long blocks, int workers) {
    long each = blocks / Math.max(1, (long) workers * SHARDS_EACH);
    return workers <= 1 ? SHARD_BLOCKS : (int) Math.clamp(each, LEAST_BLOCKS, SHARD_BLOCKS);
  }

  /** Of all regions. */
  public long blocks() {
    return blocks;
  }

  public long shards() {
    return shards;
  }

  /**
   * One shard.
   *
   * @param number from 0, below {@link #shards}
   */
  public synchronized Shard shard(long number) {
    return recent.computeIfAbsent(number, this::find);
  }

  private Shard find(long number) {
    for (Part part : parts) {
      if (number < part.first + part.count()) {
        FetchTarget whole = part.region.target();
        FetchTarget box =
            new FetchTarget(
                whole.fileset(),
                whole.reader(),
                whole.writer(),
                whole.level(),
                part.box(number - part.first));
        return new Shard(number, part.region.volume(), box, Optional.empty());
      }
    }
    throw new IllegalArgumentException("shard " + number + " of " + shards);
  }

  /** A region and the grid of its shards, whose voxels are blocks. */
  private final class Part {
    private final Region region;
    private final long first;
    private final long[] firstBlock;
    private final BlockGrid grid;
    private PrimitiveIterator.OfLong walk;
    private long walked;

    Part(Region region, int shardBlocks, long first) {
      this.region = region;
      this.first = first;
      BlockGrid blocks = region.target().reader().grid();
      Roi inside = region.target().stored().intersect(Roi.ofShape(blocks.shape()));
      long[] blockShape = blocks.blockShape();
      firstBlock = new long[blocks.rank()];
      long[] extent = new long[blocks.rank()];
      for (int d = 0; d < extent.length; d++) {
        firstBlock[d] = inside.start(d) / blockShape[d];
        extent[d] = Math.ceilDiv(inside.stop(d), blockShape[d]) - firstBlock[d];
      }
      grid = new BlockGrid(extent, shardShape(extent, shardBlocks));
    }

    long count() {
      return grid.count();
    }

    /** The stored voxels of the n-th shard in the job's order. */
    Roi box(long n) {
      Roi shard = grid.roi(order == BlockOrder.CENTRE ? walkTo(n) : n);
      long[] blockShape = region.target().reader().grid().blockShape();
      long[] start = new long[blockShape.length];
      long[] stop = new long[blockShape.length];
      Arrays.setAll(start, d -> (firstBlock[d] + shard.start(d)) * blockShape[d]);
      Arrays.setAll(stop, d -> (firstBlock[d] + shard.stop(d)) * blockShape[d]);
      Roi all = Roi.ofShape(region.target().reader().grid().shape());
      return new Roi(start, stop).intersect(all).intersect(region.target().stored());
    }

    private long walkTo(long n) {
      if (walk == null || n < walked) {
        walk = order.over(grid, Roi.ofShape(grid.shape()));
        walked = 0;
      }
      long index = -1;
      for (; walked <= n; walked++) {
        index = walk.nextLong();
      }
      return index;
    }
  }

  /** As near to a cube as the region allows: the shortest axis that can is doubled. */
  static long[] shardShape(long[] extent, int most) {
    long[] shape = new long[extent.length];
    Arrays.fill(shape, 1);
    long product = 1;
    while (true) {
      int shortest = -1;
      for (int d = shape.length - 1; d >= 0; d--) {
        boolean fits =
            shape[d] < extent[d] && product / shape[d] * Math.min(extent[d], 2 * shape[d]) <= most;
        if (fits && (shortest < 0 || shape[d] < shape[shortest])) {
          shortest = d;
        }
      }
      if (shortest < 0) {
        return shape;
      }
      product /= shape[shortest];
      shape[shortest] = Math.min(extent[shortest], 2 * shape[shortest]);
      product *= shape[shortest];
    }
  }
}
