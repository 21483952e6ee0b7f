package io.cellar.engine;

import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import java.util.concurrent.CompletableFuture;

/** A claim on the voxels of a block. */
class VoxelRequest extends Request implements BlockRequest {
  private final CompletableFuture<Block> block = new CompletableFuture<>();
  private volatile Block voxels;

  VoxelRequest(EngineRequester requester, BlockKey key, Priority priority, long askedNanos) {
    super(requester, key, priority, askedNanos);
  }

  @Override
  public final CompletableFuture<Block> block() {
    return block;
  }

  @Override
  final boolean wantsVoxels() {
    return voxels == null && !block.isDone();
  }

  @Override
  final void deliver(Block found) {
    voxels = found;
  }

  @Override
  final void show() {
    if (voxels != null) {
      block.complete(voxels);
    }
  }

  @Override
  final void fail(Throwable cause) {
    block.completeExceptionally(cause);
    super.fail(cause);
  }
}
