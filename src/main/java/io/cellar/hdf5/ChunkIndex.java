package io.cellar.hdf5;

import java.util.Optional;

/**
 * Finds chunks. Each look-up reads a bounded number of nodes; nothing is read ahead, so that a
 * dataset of millions of chunks opens as fast as one of a single chunk. Thread-safe.
 */
interface ChunkIndex {

  /**
   * Where a chunk is stored.
   *
   * @param address first byte in the file
   * @param bytes stored size
   * @param mask bit i is set when filter i was not applied to this chunk
   */
  record Location(long address, long bytes, int mask) {}

  /**
   * A chunk by its position on the chunk grid, or nothing when it was never written.
   *
   * @throws Hdf5Exception if the index is damaged
   */
  Optional<Location> find(long[] chunk) throws Hdf5Exception;
}
