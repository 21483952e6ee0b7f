package io.cellar.source.n5;

import io.cellar.volume.DType;

/**
 * How an array lies in its blocks, as its attributes say. Lists are x first.
 *
 * @param dimensions voxels along each of the file's axes, at least 1
 * @param blockSize voxels of a whole block
 * @param axes which of the file's axes are whose
 */
record N5Layout(long[] dimensions, long[] blockSize, DType dtype, N5Axes axes) {

  /** Voxels of the part of a block that lies inside the array, x first. */
  long[] inside(long[] grid) {
    long[] sizes = new long[grid.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.min(blockSize[i], dimensions[i] - grid[i] * blockSize[i]);
    }
    return sizes;
  }

  /** A block's position in the file's grid, x first. */
  long[] grid(long[] position) {
    return axes.xFirst(position, 0);
  }

  /** The same list the other way round. */
  static long[] reversed(long[] list) {
    long[] result = new long[list.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = list[list.length - 1 - i];
    }
    return result;
  }
}
