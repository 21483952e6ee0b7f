package io.cellar.slice;

import io.cellar.cell.VolatileCells;
import io.cellar.volume.Level;
import java.util.Arrays;

/**
 * The cells of one level as one pane sees them, and how that level lies over the finest.
 *
 * @param cells the pane's own cells of the level
 * @param downsampling voxels of the finest level along the edge of a voxel, in the level's axes
 *     order ({@link Level})
 */
public record LevelCells(VolatileCells cells, long[] downsampling) {

  public LevelCells {
    downsampling = downsampling.clone();
    if (downsampling.length != cells.fileset().axes().rank()) {
      throw new IllegalArgumentException(
          "downsampling "
              + Arrays.toString(downsampling)
              + " does not fit the axes "
              + cells.fileset().axes());
    }
  }

  /** Cells of a volume that has no other level. */
  static LevelCells finest(VolatileCells cells) {
    long[] ones = new long[cells.fileset().axes().rank()];
    Arrays.fill(ones, 1);
    return new LevelCells(cells, ones);
  }

  @Override
  public long[] downsampling() {
    return downsampling.clone();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof LevelCells l
        && cells.equals(l.cells)
        && Arrays.equals(downsampling, l.downsampling);
  }

  @Override
  public int hashCode() {
    return cells.hashCode();
  }
}
