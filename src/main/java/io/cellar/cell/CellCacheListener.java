package io.cellar.cell;

import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;

/** Somebody who keeps copies of what is in memory. Told on the thread that changes it. */
interface CellCacheListener {

  /** A block is not to be believed any more. */
  void dropped(BlockKey key);

  /** A block leaves for want of room. The memory is locked meanwhile: it must not be changed. */
  void evicted(BlockKey key, Block block);

  /** A block has other voxels now. */
  void replaced(BlockKey key, Block block);
}
