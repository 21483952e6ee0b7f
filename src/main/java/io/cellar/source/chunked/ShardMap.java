package io.cellar.source.chunked;

import io.cellar.source.ByteRange;
import io.cellar.source.SourceException;
import io.cellar.source.keys.StoredObject;
import java.util.Optional;

/**
 * Where the chunks of an array lie in shards, objects that hold many each and tell where by an
 * index. Thread-safe.
 */
public interface ShardMap {

  /** Where the bytes of a chunk are. */
  sealed interface Place permits Part, Here {}

  /**
   * A part of an object.
   *
   * @param etag of the object when its index was read, if the server tells one
   */
  record Part(String key, ByteRange.Of range, Optional<String> etag) implements Place {}

  /** They are known already, since the shard had to come as a whole. */
  record Here(StoredObject chunk) implements Place {}

  /** The object that a chunk's bytes are looked for in. */
  String key(long[] position);

  /**
   * Where a chunk is. Waits for the network where the index of its shard is not known.
   *
   * @return empty when it is proved that the chunk is not stored
   * @throws SourceException if neither its place nor that proof can be had
   */
  Optional<Place> find(long[] position) throws SourceException, InterruptedException;

  /** Forgets the index that tells of a chunk, which has proved to be wrong. */
  void forget(long[] position);

  /** Forgets all that is known of shards. */
  void forget();
}
