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
}
