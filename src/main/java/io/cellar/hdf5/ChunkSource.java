package io.cellar.hdf5;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Gives decoded chunks of one dataset. Thread-safe. */
@FunctionalInterface
interface ChunkSource {

  /**
   * The voxels of a chunk, all of them, as they are stored but without filters.
   *
   * @param position on the chunk grid
   * @return empty when the chunk was never written
   */
  Optional<MemorySegment> chunk(long[] position) throws Hdf5Exception;

  /** The chunks of a dataset, decoded each time; none when it is not chunked. */
  static ChunkSource of(FileBytes bytes, DatasetHeader header) {
    return header.layout() instanceof Layout.Chunked chunked
        ? new ChunkDecoder(bytes, header, chunked)
        : _ -> Optional.empty();
  }
}
