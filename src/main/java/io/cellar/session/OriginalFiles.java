package io.cellar.session;

import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.local.Hdf5Dataset;
import io.cellar.store.BlockReader;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Opens files of the user's own to be read where they lie. */
final class OriginalFiles {
  private OriginalFiles() {}

  /**
   * The reader of an array.
   *
   * @param volume whose origin is local
   */
  static BlockReader reader(VolumeDescription volume) {
    return switch (volume.origin().orElseThrow()) {
      case ChunkedArray array -> new ChunkedReader(array, volume);
      case Hdf5Dataset dataset -> {
        try {
          yield Hdf5Opener.reader(dataset, volume.dtype());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      default -> throw new IllegalArgumentException("no reader for " + volume.origin().get());
    };
  }
}
