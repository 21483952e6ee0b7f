package io.cellar.slice;

import io.cellar.cell.VolatileCells;
import io.cellar.slice.geometry.SliceGeometry;
import io.cellar.slice.geometry.VisibleBlocks;
import io.cellar.volume.Block;

/**
 * The cells that a frame was drawn out of, for the next frame of the same blocks: as long as the
 * memory does not change, hundreds of them need not be looked up again. Keeps no cell that leaves
 * the memory. Thread-safe.
 */
final class FoundCells {
  private final VolatileCells cells;
  private volatile Found found;

  /**
   * All cells of a rectangle of blocks.
   *
   * @param changes of the memory when they were looked up
   * @param visible where the blocks lie
   * @param first number of the first block
   * @param blocks row by row
   */
  private record Found(long changes, VisibleBlocks visible, long first, Block[] blocks) {}

  FoundCells(VolatileCells cells) {
    this.cells = cells;
  }

  /** Looks all cells of a frame up; false when one is not in memory, or has the wrong shape. */
  boolean find(SliceGeometry geometry, VisibleBlocks visible) {
    if (current(geometry, visible) != null) {
      return true;
    }
    long changes = cells.changes();
    Block[] blocks = new Block[(int) visible.count()];
    int[] n = new int[1];
    boolean all =
        visible.all(
            (blockH, blockV) -> {
              Block cell = cells.peek(geometry.index(blockH, blockV)).orElse(null);
              blocks[n[0]++] = cell;
              return cell != null && geometry.fits(blockH, blockV, cell);
            });
    found = all ? new Found(changes, visible, first(geometry, visible), blocks) : null;
    return all;
  }

  /** The cell of one of a frame's blocks if all of them were found; null else. */
  Block get(SliceGeometry geometry, VisibleBlocks visible, long blockH, long blockV) {
    Found now = current(geometry, visible);
    return now != null && visible.containsPlace(blockH, blockV)
        ? now.blocks[visible.number(blockH, blockV)]
        : null;
  }

  private Found current(SliceGeometry geometry, VisibleBlocks visible) {
    Found now = found;
    return now != null
            && now.changes == cells.changes()
            && now.visible.isSameRange(visible)
            && now.first == first(geometry, visible)
        ? now
        : null;
  }

  private static long first(SliceGeometry geometry, VisibleBlocks visible) {
    return geometry.index(visible.firstH(), visible.firstV());
  }

  /** A cell leaves the memory. */
  void forget() {
    found = null;
  }
}
