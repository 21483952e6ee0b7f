package io.cellar.source.zarr;

import io.cellar.source.SharedLoads;
import io.cellar.source.chunked.ChunkStore;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.ShardedChunks;
import io.cellar.source.keys.KeyStore;
import java.util.Optional;

/**
 * Makes arrays that can be read of what metadata says, all of one store.
 *
 * @param indices of shards
 */
record ArrayOpening(KeyStore store, SharedLoads<String, ShardIndex> indices) {
  private static final long MOST_INDEX_BYTES = 64L << 20;

  /** What a chunk may have besides twice its voxels. */
  private static final long SLACK = 1 << 20;

  ArrayOpening(KeyStore store) {
    this(store, new SharedLoads<>(MOST_INDEX_BYTES, ShardIndex::bytes));
  }

  /**
   * An array.
   *
   * @param naming of its axes; those that it leaves out have one voxel
   * @param keys of its chunks or shards
   */
  ChunkedArray open(ArrayMetadata metadata, String path, AxisNaming naming, ChunkKeys keys) {
    ArrayPlace place = new ArrayPlace(store, path, naming.kept(), metadata.rank());
    ChunkLayout layout =
        new ChunkLayout(
            metadata.type(), metadata.chunk(), metadata.order(), naming.kept(), metadata.shape());
    long mostBytes = 2L * layout.bytes() + SLACK;
    ChunkStore chunks =
        metadata
            .sharding()
            .<ChunkStore>map(
                s ->
                    new ShardedChunks(
                        store,
                        new IndexedShards(place, keys, s, metadata.chunk(), mostBytes, indices)))
            .orElseGet(() -> new ObjectChunks(place, keys, mostBytes));
    Optional<long[]> shard = metadata.sharding().map(s -> place.keep(s.shard()));
    return new ChunkedArray(
        store,
        path,
        metadata.format(),
        naming.axes(),
        metadata.type().dtype(),
        place.keep(metadata.shape()),
        place.keep(metadata.chunk()),
        shard,
        new long[naming.kept().length],
        chunks,
        layout.decoder(metadata.chain()),
        metadata.fill());
  }
}
