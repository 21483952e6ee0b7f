package io.cellar.engine;

import io.cellar.volume.BlockKey;
import java.util.concurrent.CompletableFuture;

/** One requester's claim on one block being on disk. Holds no voxels. */
public interface StoreRequest {

  BlockKey key();

  /**
   * Completes when the block is safely on disk; exceptionally with a {@link
   * BlockUnavailableException} whose cause is the root cause when it never will be, or with a
   * {@link java.util.concurrent.CancellationException} when this requester left or the request went
   * stale.
   */
  CompletableFuture<Stored> stored();

  /** Leaves the flight; the last one to leave ends the request on the wire. May be called twice. */
  void cancel();
}
