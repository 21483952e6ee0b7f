package io.cellar.source.zarr;

import io.cellar.codec.Codec;
import io.cellar.codec.CodecException;
import io.cellar.source.ByteRange;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkStore;
import io.cellar.source.chunked.ShardIndexCache;
import io.cellar.source.keys.StoredObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Chunks that are parts of shards: the index of a shard is asked for once and kept, then each chunk
 * is one range.
 */
final class ShardChunks implements ChunkStore {
  private final ArrayPlace place;
  private final ChunkKeys keys;
  private final Sharding sharding;
  private final long[] chunk;
  private final long mostBytes;
  private final ShardIndexCache<String, ShardIndex> indices;

  /**
   * @param chunk voxels along each stored axis
   * @param mostBytes a part of a shard that is longer is no chunk
   * @param indices shared by the arrays of the store
   */
  ShardChunks(
      ArrayPlace place,
      ChunkKeys keys,
      Sharding sharding,
      long[] chunk,
      long mostBytes,
      ShardIndexCache<String, ShardIndex> indices) {
    this.place = place;
    this.keys = keys;
    this.sharding = sharding;
    this.chunk = chunk;
    this.mostBytes = mostBytes;
    this.indices = indices;
  }

  @Override
  public String address(long[] position) {
    return place.store().address(key(place.stored(position)));
  }

  private String key(long[] position) {
    long[] shard = new long[position.length];
    for (int d = 0; d < shard.length; d++) {
      shard[d] = position[d] / (sharding.shard()[d] / chunk[d]);
    }
    return place.key(keys.key(shard));
  }

  /** The number of a chunk in the index of its shard. */
  private int number(long[] position) {
    long number = 0;
    for (int i = 0; i < position.length; i++) {
      number = number * sharding.chunks()[i] + position[sharding.order()[i]] % sharding.chunks()[i];
    }
    return (int) number;
  }

  @Override
  public void forget(long[] position) {
    indices.forget(key(place.stored(position)));
  }

  @Override
  public Optional<StoredObject> fetch(long[] position, TransferProgress progress)
      throws SourceException, InterruptedException {
    long[] stored = place.stored(position);
    String key = key(stored);
    try {
      return fetch(key, number(stored), progress);
    } catch (SourceException.Invalid e) {
      // It may be the index that is wrong, or the shard may be another one by now.
      indices.forget(key);
      throw e;
    }
  }

  private Optional<StoredObject> fetch(String key, int number, TransferProgress progress)
      throws SourceException, InterruptedException {
    for (int tries = 0; tries < 2; tries++) {
      Optional<ShardIndex> index = indices.get(key, () -> load(key));
      if (index.isEmpty() || index.get().isMissing(number)) {
        return Optional.empty();
      }
      StoredObject part = part(key, index.get(), number, progress);
      if (index.get().isOf(part)) {
        return Optional.of(part);
      }
      // The shard has been written anew since its index was read.
      indices.forget(key);
    }
    throw invalid(key, "the shard changes while it is read", null);
  }

  private StoredObject part(String key, ShardIndex index, int number, TransferProgress progress)
      throws SourceException, InterruptedException {
    long offset = index.offset(number);
    long length = index.length(number);
    boolean inFront = !sharding.isAtEnd() && offset < sharding.indexBytes();
    if (offset < 0 || length <= 0 || offset > Long.MAX_VALUE - length || inFront) {
      throw invalid(
          key,
          "the index of the shard is damaged: chunk %d is said to be %s bytes from %s on"
              .formatted(number, Long.toUnsignedString(length), Long.toUnsignedString(offset)),
          null);
    }
    if (length > mostBytes) {
      throw invalid(
          key,
          "chunk %d of the shard is said to have %d bytes: expected at most %d"
              .formatted(number, length, mostBytes),
          null);
    }
    if (index.shard().isPresent()) {
      return cut(key, index, offset, length);
    }
    Optional<StoredObject> part =
        place.store().get(key, new ByteRange.Of(offset, length), progress);
    if (part.isEmpty()) {
      throw invalid(key, "the shard is gone since its index was read", null);
    }
    return part.get();
  }

  private StoredObject cut(String key, ShardIndex index, long offset, long length)
      throws SourceException {
    byte[] shard = index.shard().orElseThrow();
    if (offset + length > shard.length) {
      throw invalid(
          key,
          "the shard ends after %d bytes, but has a chunk of %d bytes from %d on"
              .formatted(shard.length, length, offset),
          null);
    }
    return new StoredObject(
        Arrays.copyOfRange(shard, (int) offset, (int) (offset + length)), index.etag(), 0);
  }

  private Optional<ShardIndex> load(String key) throws SourceException, InterruptedException {
    boolean whole = !sharding.around().isEmpty();
    long size = sharding.indexBytes();
    ByteRange range = sharding.isAtEnd() ? new ByteRange.Last(size) : new ByteRange.Of(0, size);
    Optional<StoredObject> object =
        whole
            ? place.store().get(key, Sharding.MOST_SHARD_BYTES, TransferProgress.NONE)
            : place.store().get(key, range, TransferProgress.NONE);
    if (object.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = object.get().bytes();
      if (!whole) {
        return Optional.of(ShardIndex.of(sharding, bytes, object.get().etag(), Optional.empty()));
      }
      byte[] shard = decode(bytes);
      int length = Math.min(shard.length, sharding.indexBytes());
      int from = sharding.isAtEnd() ? shard.length - length : 0;
      byte[] index = Arrays.copyOfRange(shard, from, from + length);
      return Optional.of(ShardIndex.of(sharding, index, object.get().etag(), Optional.of(shard)));
    } catch (CodecException e) {
      throw invalid(key, "the index of the shard is damaged: " + e.getMessage(), e);
    }
  }

  private byte[] decode(byte[] stored) throws CodecException {
    byte[] now = stored;
    List<Codec> around = sharding.around();
    for (int i = around.size() - 1; i >= 0; i--) {
      now = around.get(i).decode(now, now.length);
    }
    return now;
  }

  private SourceException invalid(String key, String what, Throwable cause) {
    return new SourceException.Invalid(place.store().address(key) + ": " + what, cause);
  }
}
