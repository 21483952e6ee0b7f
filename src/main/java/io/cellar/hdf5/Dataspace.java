package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The extent of a dataset. Layout: HDF5 File Format Specification 3.0, section IV.A.2.b.
 *
 * @param shape voxels per axis; none for a scalar
 * @param maxShape greatest number per axis; -1: without end
 */
record Dataspace(long[] shape, long[] maxShape) {
  private static final int HIGHEST_RANK = 32;
  private static final int NULL = 2;

  /**
   * Reads a dataspace message.
   *
   * @param voxelBytes their product with the shape fits 64 bits
   */
  static Dataspace of(ByteBuffer message, int voxelBytes) throws Hdf5Exception {
    int version = message.get(0);
    int rank = Byte.toUnsignedInt(message.get(1));
    if (version != 1 && version != 2) {
      throw new Hdf5Exception(Problem.UNSUPPORTED, "a dataspace of version " + version);
    }
    if (version == 2 && message.get(3) == NULL) {
      throw new Hdf5Exception(
          Problem.UNSUPPORTED, "the dataset has no extent (a null dataspace), so no voxels");
    }
    if (rank > HIGHEST_RANK) {
      throw new Hdf5Exception(Problem.CORRUPT, "the dataset has " + rank + " axes");
    }
    long[] shape = new long[rank];
    long bytes = voxelBytes;
    int at = version == 1 ? 8 : 4;
    for (int d = 0; d < rank; d++) {
      shape[d] = message.getLong(at + 8 * d);
    }
    for (long size : shape) {
      if (size < 0 || (size > 0 && Math.multiplyHigh(bytes, size) != 0) || bytes * size < 0) {
        throw new Hdf5Exception(
            Problem.TOO_LARGE, "the dataset has the impossible shape " + Arrays.toString(shape));
      }
      bytes *= Math.max(1, size);
    }
    long[] maxShape = shape.clone();
    if ((message.get(2) & 1) != 0) {
      for (int d = 0; d < rank; d++) {
        maxShape[d] = message.getLong(at + 8 * (rank + d));
      }
    }
    return new Dataspace(shape, maxShape);
  }
}
