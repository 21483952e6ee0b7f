package io.cellar.source.n5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.Metadata;
import io.cellar.source.keys.StoredObject;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens what a store has, and reads whole arrays. */
final class Reading {
  private Reading() {}

  static Optional<Found> find(KeyStore keys)
      throws FormatException, SourceException, InterruptedException {
    return new N5Format().find(new Metadata(keys));
  }

  static FoundImage image(KeyStore keys) throws Exception {
    return assertInstanceOf(Found.Image.class, find(keys).orElseThrow()).image();
  }

  static Found.Several several(KeyStore keys) throws Exception {
    return assertInstanceOf(Found.Several.class, find(keys).orElseThrow());
  }

  static List<String> paths(Found.Several several) {
    return several.choices().stream().map(Found.Choice::path).toList();
  }

  static ChunkedArray array(KeyStore keys) throws Exception {
    return image(keys).levels().getFirst().array();
  }

  /** Position of a block in the grid, in the order of the axes. */
  static long[] position(BlockGrid grid, long index) {
    long[] position = grid.start(index);
    for (int d = 0; d < position.length; d++) {
      position[d] /= grid.blockShape()[d];
    }
    return position;
  }

  /** One block; what is not stored is the fill value. */
  static Block block(ChunkedArray array, long index) throws IOException, InterruptedException {
    long[] position = position(array.chunkGrid(), index);
    long[] shape = array.chunkGrid().roi(index).shape();
    Optional<StoredObject> stored = array.chunks().fetch(position, TransferProgress.NONE);
    if (stored.isEmpty()) {
      return array.fill().block(shape);
    }
    Block block = array.decoder().decode(stored.get().bytes(), position);
    assertArrayEquals(shape, block.shape());
    return block;
  }

  /** All voxels of an array. */
  static Block whole(ChunkedArray array) throws IOException, InterruptedException {
    Block whole = Block.zeros(array.dtype(), array.shape());
    for (long i = 0; i < array.chunkGrid().count(); i++) {
      Blocks.copy(block(array, i), array.chunkGrid().roi(i), whole, Roi.ofShape(array.shape()));
    }
    return whole;
  }

  /** The positions of all blocks that are proved not to be stored. */
  static List<List<Long>> missing(ChunkedArray array) throws IOException, InterruptedException {
    List<List<Long>> missing = new ArrayList<>();
    for (long i = 0; i < array.chunkGrid().count(); i++) {
      long[] position = position(array.chunkGrid(), i);
      if (array.chunks().fetch(position, TransferProgress.NONE).isEmpty()) {
        missing.add(java.util.Arrays.stream(position).boxed().toList());
      }
    }
    return missing;
  }
}
