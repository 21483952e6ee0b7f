package io.cellar.download;

import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import java.util.concurrent.CompletableFuture;

/** One party's claim on one block. */
public interface BlockTicket {

  BlockKey key();

  /**
   * The voxels, as soon as they are verified; before they are written. The part of the block that
   * lies in the view, in the description's dtype. Completes exceptionally with a {@link
   * BlockUnavailableException}, or a {@link java.util.concurrent.CancellationException} when this
   * party left or the request went stale.
   */
  CompletableFuture<Block> block();

  /**
   * Completes when the block is safely on disk; exceptionally with the root cause when it never
   * will be.
   */
  CompletableFuture<Void> stored();

  /** Leaves the flight; the last one to leave ends the request on the wire. */
  void cancel();
}
