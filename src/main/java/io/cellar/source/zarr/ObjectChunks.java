package io.cellar.source.zarr;

import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkStore;
import io.cellar.source.keys.StoredObject;
import java.util.Optional;

/** Chunks that are objects of their own. */
final class ObjectChunks implements ChunkStore {
  private final ArrayPlace place;
  private final long mostBytes;
  private final ChunkKeys first;

  /** What has proved to be right; null as long as that is not known. */
  private volatile ChunkKeys right;

  /**
   * @param mostBytes an object that is longer is no chunk
   */
  ObjectChunks(ArrayPlace place, ChunkKeys keys, long mostBytes) {
    this.place = place;
    this.mostBytes = mostBytes;
    this.first = keys;
    this.right = keys.isSaid() || place.rank() == 1 ? keys : null;
  }

  @Override
  public String address(long[] position) {
    ChunkKeys known = right;
    return place.store().address(key(known == null ? first : known, position));
  }

  private String key(ChunkKeys keys, long[] position) {
    return place.key(keys.key(place.stored(position)));
  }

  /**
   * The object. Where the metadata does not say how keys are written and no chunk has been there
   * yet, one is proved to be missing only when both ways are.
   */
  @Override
  public Optional<StoredObject> fetch(long[] position, TransferProgress progress)
      throws SourceException, InterruptedException {
    ChunkKeys known = right;
    if (known != null) {
      return place.store().get(key(known, position), mostBytes, progress);
    }
    Optional<StoredObject> object = tried(first, position, progress);
    return object.isPresent() ? object : tried(first.other(), position, progress);
  }

  private Optional<StoredObject> tried(ChunkKeys keys, long[] position, TransferProgress progress)
      throws SourceException, InterruptedException {
    Optional<StoredObject> object = place.store().get(key(keys, position), mostBytes, progress);
    if (object.isPresent()) {
      right = keys;
    }
    return object;
  }
}
