package io.cellar.store;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.FillValue;
import io.cellar.volume.Roi;
import java.util.Optional;

/**
 * The blocks that are empty in the source: what the coverage says is believed without a look at the
 * disk, and their voxels are the fill value. A file that another program has written for one is
 * found by whoever walks through the cache, and counts from then on. Thread-safe.
 */
final class EmptyBlocks {
  private final ArrayGeometry geometry;
  private final BlockGrid grid;
  private final Coverage coverage;
  private final Optional<FillValue> fill;

  EmptyBlocks(ArrayGeometry geometry, BlockGrid grid, Coverage coverage, Optional<FillValue> fill) {
    this.geometry = geometry;
    this.grid = grid;
    this.coverage = coverage;
    this.fill = fill.map(value -> require(value, geometry));
  }

  private static FillValue require(FillValue fill, ArrayGeometry geometry) {
    if (fill.dtype() != geometry.dtype()) {
      throw new IllegalArgumentException(
          "a fill value of %s for voxels of %s"
              .formatted(fill.dtype().numpyName(), geometry.dtype().numpyName()));
    }
    return fill;
  }

  /** True for a block that is empty. */
  boolean contains(long index) {
    return fill.isPresent() && coverage.get(index) == Coverage.State.EMPTY;
  }

  /**
   * The part of an empty block that lies in the view; empty for any other block.
   *
   * @throws IllegalArgumentException for a block outside of the view
   */
  Optional<Block> read(long index) {
    if (!contains(index)) {
      return Optional.empty();
    }
    Roi inView = grid.roi(index).intersect(geometry.storedView());
    if (inView.isEmpty()) {
      throw new IllegalArgumentException(
          "block " + index + " (" + grid.roi(index) + ") lies outside of the view");
    }
    return fill.map(value -> value.block(inView.shape()));
  }

  /** The whole of an empty block; empty for any other. */
  Optional<Block> whole(long index) {
    return contains(index)
        ? fill.map(value -> value.block(grid.roi(index).shape()))
        : Optional.empty();
  }

  /**
   * That no block can be empty.
   *
   * @throws StoreException if there is no fill value
   */
  void requireFill(long index) throws StoreException {
    if (fill.isEmpty()) {
      throw new StoreException(
          "the source stores nothing of block "
              + index
              + " ("
              + grid.roi(index)
              + "), and no fill value says what its voxels are",
          null);
    }
  }
}
