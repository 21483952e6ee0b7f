package io.cellar.source.chunked;

import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.StoredObject;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * Divides chunks that are wanted together into those that one request brings. May wait for the
   * network, to find out where they are.
   */
  default List<List<long[]>> requests(List<long[]> positions)
      throws SourceException, InterruptedException {
    return positions.stream().map(List::of).toList();
  }

  /**
   * Several chunks, in their order, each as {@link #fetch} gives it: with as few requests as are
   * needed, one after the other.
   *
   * @throws SourceException if one of them cannot be had
   */
  default List<Optional<StoredObject>> fetchAll(List<long[]> positions)
      throws SourceException, InterruptedException {
    List<Optional<StoredObject>> chunks = new ArrayList<>();
    for (long[] position : positions) {
      chunks.add(fetch(position, TransferProgress.NONE));
    }
    return chunks;
  }

  /**
   * Forgets what answers have shown, such as that a shard does not exist, so that the source is
   * asked again. Returns at once.
   */
  default void forget() {}
}
