package io.cellar.cell;

import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A value to write where blocks are absent. */
final class FillValue {
  private final DType dtype;
  private final Object one;

  /**
   * The value in a dtype.
   *
   * @throws IllegalArgumentException if an integer dtype cannot hold it exactly
   */
  FillValue(DType dtype, Number value) {
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

  /** A block of a shape that is this value everywhere. */
  Block block(long[] shape) {
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
}
