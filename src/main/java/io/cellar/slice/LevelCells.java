package io.cellar.slice;

import io.cellar.cell.VolatileCells;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Level;
import java.util.List;

/**
 * The cells of one level as one pane sees them, and how that level lies over the finest.
 *
 * @param cells the pane's own cells of the level
 * @param toFinest from the level's view to the finest one's, in the level's axes order ({@link
 *     Level})
 */
public record LevelCells(VolatileCells cells, List<AxisMap> toFinest) {

  public LevelCells {
    toFinest = List.copyOf(toFinest);
    if (toFinest.size() != cells.geometry().rank()) {
      throw new IllegalArgumentException(
          toFinest + " does not fit the axes " + cells.geometry().axes());
    }
  }

  /** Cells of a volume that has no other level. */
  static LevelCells finest(VolatileCells cells) {
    return new LevelCells(cells, AxisMap.identity(cells.geometry().rank()));
  }
}
