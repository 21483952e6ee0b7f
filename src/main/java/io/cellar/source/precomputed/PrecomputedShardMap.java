package io.cellar.source.precomputed;

import io.cellar.source.ByteRange;
import io.cellar.source.SourceException;
import io.cellar.source.chunked.ShardMap;
import io.cellar.source.keys.KeyStore;
import java.util.Optional;

/**
 * Where chunks lie in shard files (google/neuroglancer, precomputed, "Sharded format"). The first
 * of a minishard takes three requests, each of which needs the answer to the one before; the others
 * take one. That a chunk is not stored is proved by a shard that does not exist, or by an index
 * without it.
 */
final class PrecomputedShardMap implements ShardMap {
  private final KeyStore keys;
  private final Scale scale;
  private final Sharding sharding;
  private final ShardFiles files;
  private final int mostStored;

  /**
   * @param keys of the folder of {@code info}
   * @param mostStored most bytes that a stored chunk has
   */
  PrecomputedShardMap(
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
  public String key(long[] position) {
    return files.dataKey(sharding.place(id(position)).shard());
  }

  @Override
  public Optional<Place> find(long[] position) throws SourceException, InterruptedException {
    long id = id(position);
    Sharding.Place place = sharding.place(id);
    Optional<MinishardIndex> index = files.minishard(place);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    String file = files.dataKey(place.shard());
    Optional<ByteRange.Of> range;
    try {
      range = index.get().find(id);
    } catch (IllegalArgumentException e) {
      throw damaged(file, id, e.getMessage());
    }
    if (range.isPresent() && range.get().length() > mostStored) {
      throw damaged(file, id, range.get().length() + " bytes, the most is " + mostStored);
    }
    return range.map(part -> new Part(file, part, index.get().etag()));
  }

  @Override
  public void forget(long[] position) {
    files.forget(sharding.place(id(position)));
  }

  @Override
  public void forget() {
    files.forget();
  }

  private SourceException damaged(String file, long id, String what) {
    return new SourceException.Invalid(
        "%s: chunk %s is damaged: %s"
            .formatted(keys.address(file), Long.toUnsignedString(id), what),
        null);
  }
}
