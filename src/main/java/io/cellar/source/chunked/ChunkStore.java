package io.cellar.source.chunked;

import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.StoredObject;
import java.util.Optional;

/**
 * Where the stored bytes of an array's chunks are: objects of their own, or parts of shards. A
 * chunk is named by its position in the array's grid of chunks, in the order of its axes.
 * Thread-safe.
 */
public interface ChunkStore {

  /** Where a chunk is asked for: printable, without secrets. */
  String address(long[] position);

  /**
   * The stored bytes of a chunk, as its {@link ChunkDecoder} takes them. Waits for the network.
   *
   * @return empty when it is proved that the chunk is not stored
   * @throws SourceException if neither it nor that proof can be had
   */
  Optional<StoredObject> fetch(long[] position, TransferProgress progress)
      throws SourceException, InterruptedException;

  /** Forgets what is known of where a chunk is, such as the index of its shard. */
  default void forget(long[] position) {}
}
