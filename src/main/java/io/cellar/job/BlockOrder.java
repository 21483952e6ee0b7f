package io.cellar.job;

import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.util.Comparator;
import java.util.List;
import java.util.PrimitiveIterator;

/** In which order the blocks of a region are fetched. */
public enum BlockOrder {
  /** From the region's centre outwards. */
  CENTRE,
  /** As they are numbered, the last axis fastest. */
  SCAN,
  /** Coarse levels before fine ones, each as in {@link #SCAN}. */
  COARSE;

  /** The targets in their turn. */
  List<FetchTarget> over(List<FetchTarget> targets) {
    return this == COARSE
        ? targets.stream().sorted(Comparator.comparingInt(FetchTarget::level).reversed()).toList()
        : List.copyOf(targets);
  }

  /** The blocks that a stored roi touches, computed one by one. */
  public PrimitiveIterator.OfLong over(BlockGrid grid, Roi stored) {
    return this == CENTRE ? new Shells(grid, stored) : grid.blocksIn(stored).iterator();
  }
}
