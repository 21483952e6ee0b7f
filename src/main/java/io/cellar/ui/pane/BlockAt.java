package io.cellar.ui.pane;

import io.cellar.ui.OpenVolume;
import io.cellar.ui.layer.Layer;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;

/**
 * A block at a place of a pane.
 *
 * @param layer whose it is
 */
record BlockAt(Layer layer, BlockKey block, BlockState state) {

  /** The block's volume. */
  OpenVolume volume() {
    return layer.volume();
  }
}
