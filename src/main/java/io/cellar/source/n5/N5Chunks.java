package io.cellar.source.n5;

import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkStore;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.StoredObject;
import java.util.Optional;

/** Blocks as objects of their own, {@code x/y/z} below their array. */
final class N5Chunks implements ChunkStore {
  private static final long SLACK = 1L << 20;

  private final KeyStore keys;
  private final String path;
  private final N5Layout layout;
  private final long mostBytes;

  /**
   * @param path of the array in the store, empty for its root
   * @param blockBytes of a whole block, decoded; what is stored may be somewhat more
   */
  N5Chunks(KeyStore keys, String path, N5Layout layout, long blockBytes) {
    this.keys = keys;
    this.path = path;
    this.layout = layout;
    this.mostBytes = 2 * blockBytes + SLACK;
  }

  @Override
  public String address(long[] position) {
    return keys.address(key(position));
  }

  @Override
  public Optional<StoredObject> fetch(long[] position, TransferProgress progress)
      throws SourceException, InterruptedException {
    return keys.get(key(position), mostBytes, progress);
  }

  private String key(long[] position) {
    StringBuilder key = new StringBuilder(path);
    for (long g : layout.grid(position)) {
      key.append(key.isEmpty() ? "" : "/").append(g);
    }
    return key.toString();
  }
}
