package io.cellar.engine;

import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;

/**
 * Told when a block comes into another state; not how far its download is, which {@link
 * BlockEngine#state} tells whoever asks. Called on engine threads or in whatever call caused the
 * change, one change at a time; must return at once.
 */
@FunctionalInterface
public interface BlockListener {
  void changed(BlockKey key, BlockState state);

  /** False for whoever only wants to hear of modes. Asked once, when the listener is added. */
  default boolean hearsOfBlocks() {
    return true;
  }

  /**
   * The blocks of a fileset come from elsewhere now: what was refused may be had, and the other way
   * round.
   */
  default void modeChanged(int fileset, SourceMode mode) {}

  /**
   * No blocks of a fileset can be had any more.
   *
   * @param why what was closed, in words
   */
  default void released(int fileset, String why) {}
}
