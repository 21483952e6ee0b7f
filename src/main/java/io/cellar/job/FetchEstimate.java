package io.cellar.job;

import io.cellar.store.BlockReader;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.util.List;

/**
 * What fetching a region would mean, from what is known in memory; no block is touched.
 *
 * @param blocks blocks that the region touches
 * @param cached of those, on disk
 * @param empty of those, known to be empty in the source, which is all that there is of them
 * @param absent of those, known not to exist on the server
 * @param toFetch the rest
 * @param bytes of the voxels that are to be fetched, uncompressed
 */
public record FetchEstimate(
    long blocks, long cached, long empty, long absent, long toFetch, long bytes) {

  /** Nothing at all. */
  public static final FetchEstimate NONE = new FetchEstimate(0, 0, 0, 0, 0, 0);

  /** Estimates a roi in stored coordinates. */
  public static FetchEstimate of(BlockReader reader, Roi stored) {
    BlockGrid grid = reader.grid();
    long blocks = grid.countIn(stored);
    if (blocks == 0) {
      return NONE;
    }
    long cached = reader.coverage().count(stored, Coverage.State.AVAILABLE);
    long empty = reader.coverage().count(stored, Coverage.State.EMPTY);
    long absent = reader.coverage().count(stored, Coverage.State.ABSENT);
    long toFetch = Math.max(0, blocks - cached - empty - absent);
    double whole = (double) voxelsOfBlocks(grid, stored) * reader.geometry().dtype().bytes();
    return new FetchEstimate(
        blocks, cached, empty, absent, toFetch, (long) (whole * toFetch / blocks));
  }

  /** Estimates several regions together, such as those of two levels. */
  public static FetchEstimate of(List<FetchTarget> targets) {
    return targets.stream()
        .map(target -> of(target.reader(), target.stored()))
        .reduce(NONE, FetchEstimate::plus);
  }

  /** Both together. */
  public FetchEstimate plus(FetchEstimate other) {
    return new FetchEstimate(
        blocks + other.blocks,
        cached + other.cached,
        empty + other.empty,
        absent + other.absent,
        toFetch + other.toFetch,
        bytes + other.bytes);
  }

  private static long voxelsOfBlocks(BlockGrid grid, Roi stored) {
    Roi inside = stored.intersect(Roi.ofShape(grid.shape()));
    long[] shape = grid.shape();
    long[] block = grid.blockShape();
    long voxels = 1;
    for (int d = 0; d < grid.rank(); d++) {
      long start = inside.start(d) / block[d] * block[d];
      long stop = Math.min(shape[d], Math.ceilDiv(inside.stop(d), block[d]) * block[d]);
      voxels *= stop - start;
    }
    return voxels;
  }
}
