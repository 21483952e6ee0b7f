package io.cellar.hdf5;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The value of voxels that were never written. */
final class FillValue {

  private static final int DEFINED_V3 = 0x20;

  private FillValue() {}

  /**
   * The value of a fill value message, as it is stored; empty: zero. Layout: HDF5 File Format
   * Specification 3.0, section IV.A.2.f.
   */
  static Optional<byte[]> of(ByteBuffer message) {
    if (message.get(0) >= 3) {
      return (message.get(1) & DEFINED_V3) == 0 ? Optional.empty() : value(message, 2);
    }
    return message.get(3) == 0 ? Optional.empty() : value(message, 4);
  }

  /** The same of a message of the old kind. */
  static Optional<byte[]> ofOld(ByteBuffer message) {
    return value(message, 0);
  }

  private static Optional<byte[]> value(ByteBuffer message, int at) {
    int size = message.getInt(at);
    if (size <= 0) {
      return Optional.empty();
    }
    ByteBuffer stored = message.slice(at + 4, size);
    byte[] value = new byte[size];
    stored.get(value);
    return Optional.of(value);
  }

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
    type.copy(MemorySegment.ofArray(stored), 0, one, 0, 1);
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
