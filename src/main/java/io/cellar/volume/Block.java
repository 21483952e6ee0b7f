package io.cellar.volume;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * The voxels of one box in memory, in C order: the last axis varies fastest.
 *
 * <p>{@code values} is the primitive array of {@link DType#newArray}; unsigned types keep their
 * bits in the signed Java type. It is shared, not copied: whoever holds a block must not write to
 * it.
 */
public final class Block {
  private final DType dtype;
  private final long[] shape;
  private final Object values;

  /**
   * Wraps an array.
   *
   * @param shape voxels per axis, in axes order
   * @param values array of the dtype's Java form, as long as the shape's product
   */
  public Block(DType dtype, long[] shape, Object values) {
    long voxels = Roi.ofShape(shape).voxels();
    if (values.getClass() != dtype.newArray(0).getClass() || Array.getLength(values) != voxels) {
      throw new IllegalArgumentException(
          values.getClass().getSimpleName()
              + " of "
              + Array.getLength(values)
              + " does not hold "
              + dtype.numpyName()
              + " voxels of shape "
              + Arrays.toString(shape));
    }
    this.dtype = dtype;
    this.shape = shape.clone();
    this.values = values;
  }

  /** A zero-filled block. */
  public static Block zeros(DType dtype, long[] shape) {
    return new Block(dtype, shape, dtype.newArray(Math.toIntExact(Roi.ofShape(shape).voxels())));
  }

  public DType dtype() {
    return dtype;
  }

  /** Voxels per axis, a copy. */
  public long[] shape() {
    return shape.clone();
  }

  /** Voxels along one axis. */
  public long size(int d) {
    return shape[d];
  }

  public int rank() {
    return shape.length;
  }

  /** Number of voxels. */
  public int length() {
    return Array.getLength(values);
  }

  /** Bytes in memory. */
  public long bytes() {
    return (long) length() * dtype.bytes();
  }

  /** The array itself, not a copy. */
  public Object values() {
    return values;
  }

  /** Position in {@link #values} of a voxel relative to the block's start. */
  public int offset(long... voxel) {
    long offset = 0;
    for (int d = 0; d < shape.length; d++) {
      offset = offset * shape[d] + voxel[d];
    }
    return (int) offset;
  }

  /**
   * A voxel as a double; 64-bit integers beyond 2^53 lose their last digits.
   *
   * @param i position in {@link #values}
   */
  public double toDouble(int i) {
    return switch (dtype) {
      case BOOL, UINT8 -> ((byte[]) values)[i] & 0xff;
      case INT8 -> ((byte[]) values)[i];
      case UINT16 -> ((short[]) values)[i] & 0xffff;
      case INT16 -> ((short[]) values)[i];
      case UINT32 -> ((int[]) values)[i] & 0xffffffffL;
      case INT32 -> ((int[]) values)[i];
      case UINT64 -> {
        long bits = ((long[]) values)[i];
        // the last bit sticks to the one before, so that halving rounds as the whole would
        yield bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
      }
      case INT64 -> ((long[]) values)[i];
      case FLOAT32 -> ((float[]) values)[i];
      case FLOAT64 -> ((double[]) values)[i];
    };
  }
}
