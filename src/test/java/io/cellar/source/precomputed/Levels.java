package io.cellar.source.precomputed;

import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.MemoryKeys;
import io.cellar.source.keys.Metadata;
import io.cellar.source.keys.StoredObject;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What tests ask of volumes. */
final class Levels {
  private Levels() {}

  /** Where volumes are. */
  static MemoryKeys server() {
    return MemoryKeys.remote().at("volume");
  }

  static FoundImage open(KeyStore keys) throws Exception {
    return ((Found.Image) new PrecomputedFormat().find(new Metadata(keys)).orElseThrow()).image();
  }

  static ChunkedArray first(KeyStore keys) throws Exception {
    return open(keys).levels().getFirst().array();
  }

  /** A chunk, or the fill value where it is proved missing. */
  static Block chunk(ChunkedArray array, long... position)
      throws IOException, InterruptedException {
    Optional<StoredObject> stored = array.chunks().fetch(position, TransferProgress.NONE);
    return stored.isPresent()
        ? array.decoder().decode(stored.get().bytes(), position)
        : array.fill().block(extent(array, position));
  }

  private static long[] extent(ChunkedArray array, long[] position) {
    long[] extent = new long[position.length];
    for (int d = 0; d < extent.length; d++) {
      long begin = position[d] * array.chunk()[d];
      extent[d] = Math.min(array.chunk()[d], array.shape()[d] - begin);
    }
    return extent;
  }

  static List<long[]> positions(ChunkedArray array) {
    BlockGrid grid = array.chunkGrid();
    List<long[]> positions = new ArrayList<>();
    for (long i = 0; i < grid.count(); i++) {
      long[] position = grid.start(i);
      for (int d = 0; d < position.length; d++) {
        position[d] /= array.chunk()[d];
      }
      positions.add(position);
    }
    return positions;
  }

  /** Where chunks are proved missing. */
  static List<String> missing(ChunkedArray array) throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    for (long[] position : positions(array)) {
      if (array.chunks().fetch(position, TransferProgress.NONE).isEmpty()) {
        missing.add(Arrays.toString(position));
      }
    }
    return missing;
  }

  /** All voxels. */
  static Block whole(ChunkedArray array) throws IOException, InterruptedException {
    Block whole = Block.zeros(array.dtype(), array.shape());
    Roi all = Roi.ofShape(array.shape());
    BlockGrid grid = array.chunkGrid();
    List<long[]> positions = positions(array);
    for (int i = 0; i < positions.size(); i++) {
      Blocks.copy(chunk(array, positions.get(i)), grid.roi(i), whole, all);
    }
    return whole;
  }
}
