package io.cellar.engine;

import io.cellar.volume.BlockKey;

/** A claim on voxels that come from the server, though the block is on disk. */
final class RefreshRequest extends VoxelRequest {

  RefreshRequest(EngineRequester requester, BlockKey key, Priority priority, long askedNanos) {
    super(requester, key, priority, askedNanos);
  }

  @Override
  boolean refresh() {
    return true;
  }
}
