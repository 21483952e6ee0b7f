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
 * Chunks that are objects of their own, called after the coordinates that they cover. They may be
 * called {@code .gz} besides, which is how a copy made by cloud-volume looks, in a folder and
 * behind a plain server of files. In a folder each may have either name; a server is not asked for
 * the second one any more when a chunk has come by its plain name.
 */
final class PrecomputedChunks implements ChunkStore {
  /** What cloud-volume may have compressed a chunk with that is not read. */
  private static final List<String> NOT_READ = List.of(".br", ".zst");

  private final KeyStore keys;
  private final Scale scale;
  private final int mostStored;

  /** True when a chunk has come by its plain name. */
  private volatile boolean plain;

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
    if (stored.isPresent()) {
      plain = true;
      return stored;
    }
    if (plain && !keys.isLocal()) {
      return stored;
    }
    Optional<StoredObject> zipped = keys.get(key + ".gz", mostStored, progress);
    if (zipped.isPresent()) {
      return Optional.of(unzipped(key + ".gz", zipped.get()));
    }
    if (!keys.isLocal()) {
      return Optional.empty();
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
    if (!keys.isLocal() && !Gzip.isGzip(zipped.bytes())) {
      return zipped; // a server that knows the name has told of the gzip, which is undone then
    }
    try {
      return StoredObject.of(Gzip.decodeAtMost(zipped.bytes(), mostStored));
    } catch (CodecException e) {
      throw new SourceException.Invalid(keys.address(key) + ": " + e.getMessage(), e);
    }
  }
}
