package io.cellar.source.precomputed;

import io.cellar.codec.CodecException;
import io.cellar.codec.Gzip;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkStore;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.StoredObject;
import java.util.List;
import java.util.Optional;

/**
 * Chunks that are objects of their own, called after the coordinates that they cover. In a folder
 * they may be called {@code .gz} besides, which is how a copy made by cloud-volume looks.
 */
final class PrecomputedChunks implements ChunkStore {
  /** What cloud-volume may have compressed a chunk with that is not read. */
  private static final List<String> NOT_READ = List.of(".br", ".zst");

  private final KeyStore keys;
  private final Scale scale;
  private final int mostStored;

  /**
   * @param keys of the folder of {@code info}
   * @param mostStored most bytes that an encoded chunk has
   */
  PrecomputedChunks(KeyStore keys, Scale scale, int mostStored) {
    this.keys = keys;
    this.scale = scale;
    this.mostStored = mostStored;
  }

  private String key(long[] position) {
    return scale.keyOf(scale.nameOf(Scale.placeOf(position)));
  }

  @Override
  public String address(long[] position) {
    return keys.address(key(position));
  }

  @Override
  public Optional<StoredObject> fetch(long[] position, TransferProgress progress)
      throws SourceException, InterruptedException {
    String key = key(position);
    Optional<StoredObject> stored = keys.get(key, mostStored, progress);
    if (stored.isPresent() || !keys.isLocal()) {
      return stored;
    }
    Optional<StoredObject> zipped = keys.get(key + ".gz", mostStored, progress);
    if (zipped.isPresent()) {
      return Optional.of(unzipped(key + ".gz", zipped.get()));
    }
    for (String extension : NOT_READ) {
      if (keys.get(key + extension, mostStored, progress).isPresent()) {
        throw new SourceException.Refused(
            keys.address(key + extension) + ": chunks compressed so are not read, only .gz", null);
      }
    }
    return Optional.empty();
  }

  private StoredObject unzipped(String key, StoredObject zipped) throws SourceException {
    try {
      return StoredObject.of(Gzip.decodeAtMost(zipped.bytes(), mostStored));
    } catch (CodecException e) {
      throw new SourceException.Invalid(keys.address(key) + ": " + e.getMessage(), e);
    }
  }
}
