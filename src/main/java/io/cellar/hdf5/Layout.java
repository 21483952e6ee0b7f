package io.cellar.hdf5;

import java.util.Arrays;

/** Where the data of a dataset lies. */
sealed interface Layout {

  /** Nothing was ever written: every voxel has the fill value. */
  record Unallocated() implements Layout {}

  /**
   * All voxels in C order, one after another; in the object header or anywhere in the file.
   *
   * @param bytes exactly the data
   */
  record Contiguous(java.lang.foreign.MemorySegment bytes) implements Layout {}

  /**
   * Chunks on a grid that begins at the origin.
   *
   * @param chunk shape of every chunk; those at the edges reach beyond the dataset
   * @param index finds the chunks
   * @param wholeEdges true when chunks at the edges are stored without filters
   */
  record Chunked(long[] chunk, ChunkIndex index, boolean wholeEdges) implements Layout {

    /** Number of voxels in a chunk. */
    long voxels() {
      return Arrays.stream(chunk).reduce(1, Math::multiplyExact);
    }
  }
}
