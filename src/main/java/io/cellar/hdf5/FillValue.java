package io.cellar.hdf5;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The value of voxels that were never written. */
final class FillValue {

  private FillValue() {}

  /**
   * Sets all voxels to the fill value.
   *
   * @param stored one voxel as it is in the file
   * @param values array of the type's Java form, all zero
   */
  static void apply(byte[] stored, ElementType type, Object values) {
    if (isZero(stored)) {
      return;
    }
    Object one = type.dtype().newArray(1);
    MemorySegment.copy(MemorySegment.ofArray(stored), type.layout(), 0, one, 0, 1);
    switch (values) {
      case byte[] v -> Arrays.fill(v, ((byte[]) one)[0]);
      case short[] v -> Arrays.fill(v, ((short[]) one)[0]);
      case int[] v -> Arrays.fill(v, ((int[]) one)[0]);
      case long[] v -> Arrays.fill(v, ((long[]) one)[0]);
      case float[] v -> Arrays.fill(v, ((float[]) one)[0]);
      case double[] v -> Arrays.fill(v, ((double[]) one)[0]);
      default -> throw new IllegalArgumentException(values.getClass().getName());
    }
  }

  private static boolean isZero(byte[] stored) {
    for (byte b : stored) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
