package io.cellar.hdf5;

import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import io.cellar.volume.Runs;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Reads boxes of voxels of one dataset. Thread-safe. */
final class DatasetReader {
  private final DatasetHeader header;
  private final ChunkSource chunks;

  /**
   * @param chunks asked for chunks when the dataset has some
   */
  DatasetReader(DatasetHeader header, ChunkSource chunks) {
    this.header = header;
    this.chunks = chunks;
  }

  /**
   * A box of voxels, in the file's dtype.
   *
   * @param roi within the dataset, of no more voxels than an array holds
   */
  Block read(Roi roi) throws Hdf5Exception {
    Block block = Block.zeros(header.type().dtype(), roi.shape());
    if (roi.isEmpty()) {
      return block;
    }
    if (header.layout() instanceof Layout.Contiguous data) {
      copy(data.bytes(), header.shape(), roi.start(), block, new long[roi.rank()], roi);
    } else {
      fill(block);
    }
    if (header.layout() instanceof Layout.Chunked chunked) {
      readChunks(chunked.chunk(), roi, block);
    }
    if (block.dtype() == DType.BOOL) {
      Blocks.normaliseBool((byte[]) block.values());
    }
    return block;
  }

  private void readChunks(long[] chunk, Roi roi, Block block) throws Hdf5Exception {
    int rank = chunk.length;
    long[] first = new long[rank];
    long[] last = new long[rank];
    for (int d = 0; d < rank; d++) {
      first[d] = roi.start(d) / chunk[d];
      last[d] = (roi.stop(d) - 1) / chunk[d];
    }
    long[] position = first.clone();
    do {
      Optional<MemorySegment> data = chunks.chunk(position);
      if (data.isPresent()) {
        scatter(data.get(), chunk, position, roi, block);
      }
    } while (advance(position, first, last));
  }

  /** Moves on to the next position in C order; false when there is none. */
  private static boolean advance(long[] position, long[] first, long[] last) {
    for (int d = position.length - 1; d >= 0; d--) {
      if (position[d]++ < last[d]) {
        return true;
      }
      position[d] = first[d];
    }
    return false;
  }

  private void scatter(MemorySegment data, long[] chunk, long[] position, Roi roi, Block block) {
    long[] origin = new long[chunk.length];
    for (int d = 0; d < chunk.length; d++) {
      origin[d] = position[d] * chunk[d];
    }
    Roi part = Roi.at(origin, chunk).intersect(roi);
    copy(data, chunk, part.minus(origin).start(), block, part.minus(roi.start()).start(), part);
  }

  private void copy(
      MemorySegment data, long[] shape, long[] from, Block block, long[] to, Roi part) {
    ElementType type = header.type();
    Object values = block.values();
    Runs.forEach(
        shape,
        from,
        block.shape(),
        to,
        part.shape(),
        (a, b, n) -> type.copy(data, a, values, (int) b, (int) n));
  }

  private void fill(Block block) {
    if (header.fill().isPresent()) {
      FillValue.apply(header.fill().get(), header.type(), block.values());
    }
  }
}
