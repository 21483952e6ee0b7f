package io.cellar.engine;

import io.cellar.volume.BlockKey;
import java.util.Optional;

/**
 * Somebody who wants blocks: a view, a blocking reader, a bulk job. Thread-safe.
 *
 * <p>A view calls {@link #newView} when it has moved and then asks for what it shows now. What it
 * asked for before and not again is stale: a stale request that still waits is dropped when its
 * turn comes, a running one is ended unless more than half done.
 */
public interface Requester extends AutoCloseable {

  /**
   * Asks for a block. Asking again for a block that is in flight joins it, raises its priority if
   * this one is better, and returns the request that this requester has already.
   */
  BlockRequest request(BlockKey key, Priority priority);

  /**
   * Asks that a block be on disk. Like {@link #request}, but nobody gets voxels: a block that is on
   * disk is not read, and a downloaded one is let go as soon as it is verified and written. What
   * bulk work uses.
   */
  StoreRequest store(BlockKey key, Priority priority);

  /**
   * The same when it is this requester's turn: all who ask so get equal shares of what is free,
   * each its blocks in the order in which it asked for them. Who asked for nothing for a while, or
   * was on hold, is not given more for it afterwards.
   */
  StoreRequest store(BlockKey key);

  /**
   * Asks the server again for a block that is on disk, while its fileset is in {@link
   * SourceMode#REFRESH}. The block on disk stays, and is given to all who {@link #request} it,
   * until the new one is verified and replaces it; that is also when the request completes. When
   * the new one cannot be had, the request fails, the failure is listed, and the old one stays.
   *
   * @return empty when it is not to be asked for: the mode is another one, the block is not on disk
   *     as far as is known, or it has been asked for since the mode was chosen
   */
  Optional<BlockRequest> refresh(BlockKey key, Priority priority);

  /**
   * The view has moved: all earlier requests of this requester are stale unless repeated. Costs no
   * scan.
   */
  void newView();

  /**
   * Puts the requester on hold, or lets it go on. While it is on hold nothing is asked of a source
   * for it: what is not on the wire fails at once with {@link
   * BlockUnavailableException.Reason#HELD}, and so does what is asked for meanwhile and what would
   * have to be tried again; what is on the wire arrives.
   */
  void hold(boolean on);

  /**
   * Gives up all blocks; pending requests complete with a {@link
   * java.util.concurrent.CancellationException}, but for those that a block be on disk whose bytes
   * have come: they complete when it is, or is not.
   */
  @Override
  void close();
}
