package io.cellar.engine;

import io.cellar.volume.Block;
import java.util.concurrent.CompletableFuture;

/** What one requester asks for: the voxels of one block. */
public interface BlockRequest extends StoreRequest {

  /**
   * The voxels, as soon as they are verified; before they are written. The part of the block that
   * lies in the view, in the description's dtype. Completes exceptionally with a {@link
   * BlockUnavailableException}, or a {@link java.util.concurrent.CancellationException} when this
   * requester left or the request went stale.
   */
  CompletableFuture<Block> block();
}
