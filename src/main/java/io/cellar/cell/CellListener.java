package io.cellar.cell;

import io.cellar.volume.Block;

/**
 * Told when a cell that was asked for has come or its state has changed. Called on engine threads,
 * must return at once.
 */
public interface CellListener {

  /**
   * The voxels of a block are here; they may be dropped from memory at any time, so take what is
   * needed now.
   */
  void arrived(long index, Block block);

  /** The block is queued, downloading, absent or failed now. */
  void stateChanged(long index);

  /** The block was deleted: what was copied out of it is not to be shown any more. */
  default void dropped(long index) {
    stateChanged(index);
  }
}
