package io.cellar.engine;

import io.cellar.volume.BlockKey;
import java.util.concurrent.CompletableFuture;

/** What one requester asks for: that one block be on disk. Holds no voxels. */
public interface StoreRequest {

  BlockKey key();

  /**
   * Completes when the block is safely on disk; exceptionally with a {@link
   * BlockUnavailableException} whose cause is the root cause when it never will be, or with a
   * {@link java.util.concurrent.CancellationException} when this requester left or the request went
   * stale.
   */
  CompletableFuture<Stored> stored();

  /**
   * Gives the block up; the last one to do so ends the request on the wire. May be called twice.
   */
  void cancel();
}
