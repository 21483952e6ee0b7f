package io.cellar.cell;

import io.cellar.volume.Block;

/**
 * Told when a cell that was asked for has come or its state has changed. Called on engine threads,
 * must return at once.
 */
public interface CellListener {

  /**
   * The voxels of a block are here; they may be dropped from memory at any time, so take what is
   * needed now. The block counts as {@linkplain VolatileCells#isPending outstanding} until all have
   * taken it, which {@link #taken} tells.
   */
  void arrived(long index, Block block);

  /** All have taken what they need of a block that arrived: it may be shown. */
  default void taken(long index) {}

  /** The block is queued, downloading, absent or failed now. */
  void stateChanged(long index);

  /**
   * The block was fetched anew: what was copied out of it is replaced by what is in this one. It
   * may be dropped from memory at any time, so take what is needed now.
   */
  default void replaced(long index, Block block) {
    dropped(index);
    arrived(index, block);
    taken(index);
  }

  /**
   * The block leaves memory for want of room: who still shows it takes what is needed now. Nothing
   * may be asked of the cells meanwhile.
   */
  default void evicted(long index, Block block) {}

  /** Blocks come from elsewhere now: any of them may be asked for anew. */
  default void modeChanged() {}

  /** The block was deleted: what was copied out of it is not to be shown any more. */
  default void dropped(long index) {
    stateChanged(index);
  }
}
