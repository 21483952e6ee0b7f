package io.cellar.source.precomputed;

import io.cellar.source.ByteRange;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkStore;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.StoredObject;
import java.util.Optional;

/**
 * Chunks that lie together in shard files (google/neuroglancer, precomputed, "Sharded format"). The
 * first of a minishard takes three requests, each of which needs the answer to the one before; the
 * others take one. That a chunk is not stored is proved by a shard that does not exist, or by an
 * index without it.
 */
final class PrecomputedShards implements ChunkStore {
  private final KeyStore keys;
  private final Scale scale;
  private final Sharding sharding;
  private final ShardFiles files;
  private final int mostStored;

  /**
   * @param keys of the folder of {@code info}
   * @param mostStored most bytes that a stored chunk has
   */
  PrecomputedShards(
      KeyStore keys, Scale scale, Sharding sharding, ShardIndices known, int mostStored) {
    this.keys = keys;
    this.scale = scale;
    this.sharding = sharding;
    this.files = new ShardFiles(keys, scale, sharding, known);
    this.mostStored = mostStored;
  }

  private long id(long[] position) {
    return MortonCode.of(Scale.placeOf(position), scale.grid());
  }

  @Override
  public String address(long[] position) {
    return keys.address(files.dataKey(sharding.place(id(position)).shard()));
  }

  @Override
  public void forget(long[] position) {
    files.forget(sharding.place(id(position)));
  }

  @Override
  public Optional<StoredObject> fetch(long[] position, TransferProgress progress)
      throws SourceException, InterruptedException {
    long id = id(position);
    Sharding.Place place = sharding.place(id);
    Optional<MinishardIndex> index = files.minishard(place);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    try {
      return fetch(id, place, index.get(), progress);
    } catch (SourceException.Invalid e) {
      // The file may be another one by now, whose chunks lie elsewhere.
      files.forget(place);
      throw e;
    }
  }

  private Optional<StoredObject> fetch(
      long id, Sharding.Place place, MinishardIndex index, TransferProgress progress)
      throws SourceException, InterruptedException {
    String file = files.dataKey(place.shard());
    Optional<ByteRange> range;
    try {
      range = index.find(id);
    } catch (IllegalArgumentException e) {
      throw damaged(file, id, e.getMessage());
    }
    if (range.isEmpty()) {
      return Optional.empty();
    }
    if (range.get().length() > mostStored) {
      throw damaged(file, id, range.get().length() + " bytes, the most is " + mostStored);
    }
    Optional<StoredObject> stored = keys.get(file, range.get(), progress);
    if (stored.isEmpty()) {
      throw files.vanished(file);
    }
    if (index.isOfAnother(stored.get().etag())) {
      throw new SourceException.Invalid(
          keys.address(file) + ": the file has been changed since its index was read", null);
    }
    return stored;
  }

  private SourceException damaged(String file, long id, String what) {
    return new SourceException.Invalid(
        "%s: chunk %s is damaged: %s"
            .formatted(keys.address(file), Long.toUnsignedString(id), what),
        null);
  }
}
