package io.cellar.hdf5;

import io.cellar.volume.DType;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a block file must hold to be accepted.
 *
 * @param minShape least number of voxels per axis, in axes order
 * @param maxShape greatest number of voxels per axis; nothing larger is ever allocated
 * @param dtype type that the voxels must have or widen into without loss; empty: any numeric type
 *     or bool
 */
public record Expectation(long[] minShape, long[] maxShape, Optional<DType> dtype) {

  public Expectation {
    if (minShape.length != maxShape.length) {
      throw new IllegalArgumentException(
          Arrays.toString(minShape) + " and " + Arrays.toString(maxShape));
    }
    minShape = minShape.clone();
    maxShape = maxShape.clone();
  }

  /** Exactly this shape, and this dtype or one that widens into it: what a server must send. */
  public static Expectation exactly(long[] shape, DType dtype) {
    return new Expectation(shape, shape, Optional.of(dtype));
  }

  /** At least one shape and at most another, any dtype: what a block file on disk must hold. */
  public static Expectation within(long[] minShape, long[] maxShape) {
    return new Expectation(minShape, maxShape, Optional.empty());
  }

  /** True for a shape that is large enough and not too large. */
  boolean allows(long[] shape) {
    boolean fits = shape.length == minShape.length;
    for (int d = 0; fits && d < shape.length; d++) {
      fits = shape[d] >= minShape[d] && shape[d] <= maxShape[d];
    }
    return fits;
  }

  /** True for a dtype that is the expected one or widens into it. */
  boolean allows(DType found) {
    return dtype.isEmpty() || found.widensTo(dtype.get());
  }

  @Override
  public long[] minShape() {
    return minShape.clone();
  }

  @Override
  public long[] maxShape() {
    return maxShape.clone();
  }
}
