package io.cellar.engine;

import io.cellar.source.RawBlock;
import io.cellar.store.BlockLock;
import io.cellar.volume.Block;
import java.util.Optional;

/** How a look at the disk, a transfer or decoding ended. */
sealed interface StageResult {

  /** On disk already; with voxels if somebody wanted them. */
  record Found(Optional<Block> voxels) implements StageResult {}

  /** Not on disk. */
  record Missing() implements StageResult {}

  /** The disk could not be read. */
  record Unreadable(Throwable cause) implements StageResult {}

  /**
   * The body is here.
   *
   * @param verified whether it is a file that is known to be good
   * @param held the block's lock; empty when it is still to be taken
   */
  record Received(RawBlock raw, boolean verified, Optional<BlockLock> held)
      implements StageResult {}

  /** Somebody else published it meanwhile. */
  record OnDisk() implements StageResult {}

  /** The source is proved to store nothing of it, which is noted. */
  record Empty() implements StageResult {}

  /** Another program holds the lock. */
  record LockedElsewhere() implements StageResult {}

  /** The transfer was told to end. */
  record Interrupted() implements StageResult {}

  /** The transfer failed, or what came was not the block. */
  record Failed(Throwable cause) implements StageResult {}
}
