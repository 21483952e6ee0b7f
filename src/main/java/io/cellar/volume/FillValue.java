package io.cellar.volume;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;

/** The value of voxels that nothing is stored of, in their type. Immutable. */
public final class FillValue {
  private final DType dtype;
  private final Object one;

  /**
   * The value in a dtype.
   *
   * @throws IllegalArgumentException if an integer dtype cannot hold it exactly
   */
  public FillValue(DType dtype, Number value) {
    this.dtype = dtype;
    this.one = dtype.newArray(1);
    switch (one) {
      case float[] a -> a[0] = value.floatValue();
      case double[] a -> a[0] = value.doubleValue();
      default -> putInteger(integer(value));
    }
  }

  private BigInteger integer(Number value) {
    try {
      BigInteger integer = new BigDecimal(value.toString()).toBigIntegerExact();
      if (integer.compareTo(lowest()) >= 0 && integer.compareTo(highest()) <= 0) {
        return integer;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw misfit(value, e);
    }
    throw misfit(value, null);
  }

  private IllegalArgumentException misfit(Number value, Throwable cause) {
    return new IllegalArgumentException(
        "fill value %s is no %s: expected an integer from %s to %s"
            .formatted(value, dtype.numpyName(), lowest(), highest()),
        cause);
  }

  private BigInteger lowest() {
    return dtype.kind() == DType.Kind.SIGNED
        ? BigInteger.TWO.pow(8 * dtype.bytes() - 1).negate()
        : BigInteger.ZERO;
  }

  private BigInteger highest() {
    int bits =
        switch (dtype.kind()) {
          case BOOL -> 1;
          case SIGNED -> 8 * dtype.bytes() - 1;
          default -> 8 * dtype.bytes();
        };
    return BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
  }

  private void putInteger(BigInteger value) {
    switch (one) {
      case byte[] a -> a[0] = value.byteValue();
      case short[] a -> a[0] = value.shortValue();
      case int[] a -> a[0] = value.intValue();
      case long[] a -> a[0] = value.longValue();
      default -> throw new IllegalStateException("no integers: " + one.getClass());
    }
  }

  /** 0, or false. */
  public static FillValue zero(DType dtype) {
    return new FillValue(dtype, 0);
  }

  /** The type of the voxels. */
  public DType dtype() {
    return dtype;
  }

  /** A block of a shape that is this value everywhere. */
  public Block block(long[] shape) {
    Block block = Block.zeros(dtype, shape);
    int length = block.length();
    if (length > 0) {
      System.arraycopy(one, 0, block.values(), 0, 1);
    }
    // Doubling copies what is filled already.
    for (int filled = 1; filled < length; filled += Math.min(filled, length - filled)) {
      System.arraycopy(
          block.values(), 0, block.values(), filled, Math.min(filled, length - filled));
    }
    return block;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof FillValue other
        && dtype == other.dtype
        && Objects.deepEquals(one, other.one);
  }

  @Override
  public int hashCode() {
    return dtype.hashCode();
  }

  /** The value as a number, unsigned where the type is. */
  @Override
  public String toString() {
    return switch (one) {
      case long[] a when dtype == DType.UINT64 -> Long.toUnsignedString(a[0]);
      case long[] a -> Long.toString(a[0]);
      default -> {
        double value = block(new long[] {1}).toDouble(0);
        yield value == Math.rint(value) && Math.abs(value) < 1e15
            ? Long.toString((long) value)
            : Double.toString(value);
      }
    };
  }
}
