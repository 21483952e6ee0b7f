package io.cellar.source.zarr;

import io.cellar.codec.Codec;
import io.cellar.codec.CodecException;
import io.cellar.source.ByteRange;
import io.cellar.source.SharedLoads;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ShardMap;
import io.cellar.source.keys.StoredObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where chunks lie in shards, by the index that each has (Zarr v3 specification,
 * codecs/sharding-indexed). An index is asked for once and remembered.
 */
final class IndexedShards implements ShardMap {
  private final ArrayPlace place;
  private final ChunkKeys keys;
  private final Sharding sharding;
  private final long[] chunk;
  private final long mostBytes;
  private final SharedLoads<String, ShardIndex> indices;

  /**
   * @param chunk voxels along each stored axis
   * @param mostBytes a part of a shard that is longer is no chunk
   * @param indices shared by the arrays of the store
   */
  IndexedShards(
      ArrayPlace place,
      ChunkKeys keys,
      Sharding sharding,
      long[] chunk,
      long mostBytes,
      SharedLoads<String, ShardIndex> indices) {
    this.place = place;
    this.keys = keys;
    this.sharding = sharding;
    this.chunk = chunk;
    this.mostBytes = mostBytes;
    this.indices = indices;
  }

  @Override
  public String key(long[] position) {
    long[] shard = place.stored(position);
    for (int d = 0; d < shard.length; d++) {
      shard[d] /= sharding.shard()[d] / chunk[d];
    }
    return place.key(keys.key(shard));
  }

  /** The number of a chunk in the index of its shard. */
  private int number(long[] stored) {
    long number = 0;
    for (int i = 0; i < stored.length; i++) {
      number = number * sharding.chunks()[i] + stored[sharding.order()[i]] % sharding.chunks()[i];
    }
    return (int) number;
  }

  @Override
  public Optional<Place> find(long[] position) throws SourceException, InterruptedException {
    String key = key(position);
    Optional<ShardIndex> index = indices.get(key, () -> load(key));
    if (index.isEmpty() && place.store().isLocal()) {
      indices.forget(key); // A disk may be asked again.
    }
    int number = number(place.stored(position));
    return index.isEmpty() || index.get().isMissing(number)
        ? Optional.empty()
        : Optional.of(place(key, index.get(), number));
  }

  private Place place(String key, ShardIndex index, int number) throws SourceException {
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
    return index.shard().isPresent()
        ? new Here(cut(key, index, offset, length))
        : new Part(key, new ByteRange.Of(offset, length), index.etag());
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

  @Override
  public void forget(long[] position) {
    indices.forget(key(position));
  }

  @Override
  public void forget() {
    indices.forget();
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
