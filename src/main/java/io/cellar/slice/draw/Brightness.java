package io.cellar.slice.draw;

import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;

/** The map from a voxel's value to one of 256 steps of brightness, linear over a range. */
public record Brightness(ValueRange range) {
  /** Stands for "not a number". */
  public static final int NAN = -1;

  /** 0 at and below the range's lower end, 255 at and above its upper end, rounded between. */
  public int of(double value) {
    if (Double.isNaN(value)) {
      return NAN;
    }
    if (value <= range.min()) {
      return 0;
    }
    if (value >= range.max()) {
      return 255;
    }
    return (int) ((value - range.min()) / (range.max() - range.min()) * 255 + 0.5);
  }

  /** The value that the bits of an integer voxel mean, 8 to 32 bits wide. */
  public static double value(DType dtype, int bits) {
    return switch (dtype) {
      case BOOL -> bits == 0 ? 0 : 1;
      case UINT8 -> bits & 0xff;
      case UINT16 -> bits & 0xffff;
      case UINT32 -> Integer.toUnsignedLong(bits);
      case INT8 -> (byte) bits;
      case INT16 -> (short) bits;
      default -> bits;
    };
  }

  /** The value of 64 bits read without a sign. */
  public static double unsigned(long bits) {
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }
}
