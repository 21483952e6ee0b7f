package io.cellar.volume;

/**
 * Conversion between dtypes as numpy's {@code astype} does it on x86-64 (C casts).
 *
 * <ul>
 *   <li>Integers keep their low bits (wrap around).
 *   <li>Anything to bool is {@code != 0}; NaN is true. A bool counts as 0 or 1.
 *   <li>Integers to floats, and float64 to float32, round to the nearest value, ties to even.
 *   <li>Floats to integers are cut towards zero, then keep their low bits. What C leaves undefined
 *       is what the processor's scalar instruction answers: a value that does not even fit the
 *       instruction's width (32 bits for targets up to int32, else 64 bits), infinity and NaN
 *       become the smallest integer of that width, of which the low bits remain: 0 for uint8,
 *       uint16, uint32, int8 and int16, and -2³¹, -2⁶³, 2⁶³ for int32, int64, uint64 (positive
 *       values beyond uint64 become 0). numpy's own vector loops differ from its scalar loops here,
 *       for uint32 beyond 2³².
 * </ul>
 */
public final class Casts {
  private static final int PIECE = 4096;
  private static final double TWO_63 = 0x1p63;

  private Casts() {}

  /**
   * The block in another dtype. The result shares the array when no bit changes: same dtype, or
   * integers of the same width.
   */
  public static Block cast(Block block, DType to) {
    DType from = block.dtype();
    if (from == to) {
      return block;
    }
    if (sameBits(from, to)) {
      return new Block(to, block.shape(), block.values());
    }
    int n = block.length();
    Object output = to.newArray(n);
    if (from.kind() == DType.Kind.FLOAT) {
      double[] piece = new double[Math.min(n, PIECE)];
      for (int at = 0; at < n; at += PIECE) {
        int length = Math.min(PIECE, n - at);
        loadFloats(block.values(), at, piece, length);
        storeDoubles(piece, output, at, length, to);
      }
    } else {
      long[] piece = new long[Math.min(n, PIECE)];
      for (int at = 0; at < n; at += PIECE) {
        int length = Math.min(PIECE, n - at);
        loadIntegers(from, block.values(), at, piece, length);
        storeLongs(piece, from == DType.UINT64, output, at, length, to);
      }
    }
    return new Block(to, block.shape(), output);
  }

  private static boolean sameBits(DType from, DType to) {
    return from.bytes() == to.bytes()
        && from.kind() != DType.Kind.FLOAT
        && to.kind() != DType.Kind.FLOAT
        && to != DType.BOOL;
  }

  private static void loadFloats(Object values, int at, double[] piece, int length) {
    if (values instanceof float[] floats) {
      for (int i = 0; i < length; i++) {
        piece[i] = floats[at + i];
      }
    } else {
      System.arraycopy((double[]) values, at, piece, 0, length);
    }
  }

  private static void loadIntegers(DType from, Object values, int at, long[] piece, int length) {
    boolean signed = from.kind() == DType.Kind.SIGNED;
    long mask = signed || from.bytes() == 8 ? -1L : (1L << (8 * from.bytes())) - 1;
    switch (values) {
      case byte[] bytes -> {
        for (int i = 0; i < length; i++) {
          piece[i] = bytes[at + i] & mask;
        }
      }
      case short[] shorts -> {
        for (int i = 0; i < length; i++) {
          piece[i] = shorts[at + i] & mask;
        }
      }
      case int[] ints -> {
        for (int i = 0; i < length; i++) {
          piece[i] = ints[at + i] & mask;
        }
      }
      default -> System.arraycopy((long[]) values, at, piece, 0, length);
    }
  }

  private static void storeLongs(
      long[] piece, boolean unsigned, Object output, int at, int length, DType to) {
    switch (to) {
      case BOOL -> {
        for (int i = 0; i < length; i++) {
          ((byte[]) output)[at + i] = (byte) (piece[i] == 0 ? 0 : 1);
        }
      }
      case FLOAT32 -> {
        float[] floats = (float[]) output;
        for (int i = 0; i < length; i++) {
          floats[at + i] = unsigned ? unsignedToFloat(piece[i]) : (float) piece[i];
        }
      }
      case FLOAT64 -> {
        double[] doubles = (double[]) output;
        for (int i = 0; i < length; i++) {
          doubles[at + i] = unsigned ? unsignedToDouble(piece[i]) : (double) piece[i];
        }
      }
      default -> storeLowBits(piece, output, at, length);
    }
  }

  private static void storeLowBits(long[] piece, Object output, int at, int length) {
    switch (output) {
      case byte[] bytes -> {
        for (int i = 0; i < length; i++) {
          bytes[at + i] = (byte) piece[i];
        }
      }
      case short[] shorts -> {
        for (int i = 0; i < length; i++) {
          shorts[at + i] = (short) piece[i];
        }
      }
      case int[] ints -> {
        for (int i = 0; i < length; i++) {
          ints[at + i] = (int) piece[i];
        }
      }
      default -> System.arraycopy(piece, 0, (long[]) output, at, length);
    }
  }

  private static void storeDoubles(double[] piece, Object output, int at, int length, DType to) {
    switch (to) {
      case FLOAT32 -> {
        for (int i = 0; i < length; i++) {
          ((float[]) output)[at + i] = (float) piece[i];
        }
      }
      case FLOAT64 -> System.arraycopy(piece, 0, (double[]) output, at, length);
      default -> {
        long[] integers = new long[length];
        for (int i = 0; i < length; i++) {
          integers[i] = truncate(piece[i], to);
        }
        storeLowBits(integers, output, at, length);
      }
    }
  }

  private static long truncate(double value, DType to) {
    return switch (to) {
      case BOOL -> value != 0 ? 1 : 0;
      case UINT32, INT64 -> to64(value);
      case UINT64 -> value >= TWO_63 ? to64(value - TWO_63) ^ Long.MIN_VALUE : to64(value);
      default -> to32(value);
    };
  }

  private static long to32(double value) {
    return value > -2147483649.0 && value < 2147483648.0 ? (int) value : Integer.MIN_VALUE;
  }

  private static long to64(double value) {
    return value >= -TWO_63 && value < TWO_63 ? (long) value : Long.MIN_VALUE;
  }

  /** Halving with the lost bit kept as a sticky one makes the final rounding the right one. */
  private static double unsignedToDouble(long value) {
    return value >= 0 ? (double) value : (double) (value >>> 1 | value & 1) * 2;
  }

  private static float unsignedToFloat(long value) {
    return value >= 0 ? (float) value : (float) (value >>> 1 | value & 1) * 2;
  }
}
