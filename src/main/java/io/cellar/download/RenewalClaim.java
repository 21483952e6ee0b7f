package io.cellar.download;

import io.cellar.volume.BlockKey;

/** A claim on voxels that come from the server, though the block is on disk. */
final class RenewalClaim extends VoxelClaim {

  RenewalClaim(EngineParty party, BlockKey key, Priority priority, long askedNanos) {
    super(party, key, priority, askedNanos);
  }

  @Override
  boolean renewal() {
    return true;
  }
}
