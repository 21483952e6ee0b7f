package io.cellar.download;

import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;

/**
 * Told when the state of a block changes. Called on engine threads or in whatever call caused the
 * change, one change at a time; must return at once.
 */
@FunctionalInterface
public interface BlockListener {
  void changed(BlockKey key, BlockState state);
}
