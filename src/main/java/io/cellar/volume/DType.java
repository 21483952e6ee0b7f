package io.cellar.volume;

import java.util.Optional;

/**
 * Type of a voxel, named as numpy does.
 *
 * <p>Voxels travel in the smallest Java primitive array of the same width; unsigned types use the
 * bits of the signed one, bool is a {@code byte[]} of 0 and 1.
 */
public enum DType {
  BOOL(1, Kind.BOOL),
  UINT8(1, Kind.UNSIGNED),
  UINT16(2, Kind.UNSIGNED),
  UINT32(4, Kind.UNSIGNED),
  UINT64(8, Kind.UNSIGNED),
  INT8(1, Kind.SIGNED),
  INT16(2, Kind.SIGNED),
  INT32(4, Kind.SIGNED),
  INT64(8, Kind.SIGNED),
  FLOAT32(4, Kind.FLOAT),
  FLOAT64(8, Kind.FLOAT);

  /** How the bits of a voxel are read. */
  public enum Kind {
    BOOL,
    UNSIGNED,
    SIGNED,
    FLOAT
  }

  private final int bytes;
  private final Kind kind;

  DType(int bytes, Kind kind) {
    this.bytes = bytes;
    this.kind = kind;
  }

  /** Bytes of one voxel. */
  public int bytes() {
    return bytes;
  }

  /** How the bits are read. */
  public Kind kind() {
    return kind;
  }

  /** numpy's name: {@code uint8}, {@code float32}, {@code bool} … */
  public String numpyName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The dtype of a plain numpy name such as {@code uint16}; empty when there is none. */
  public static Optional<DType> ofNumpyName(String name) {
    for (DType dtype : values()) {
      if (dtype.numpyName().equals(name)) {
        return Optional.of(dtype);
      }
    }
    return Optional.empty();
  }

  /**
   * True when every value of this type is exactly a value of {@code wider}. This is numpy's "safe"
   * casting but for 64-bit integers to float64, which numpy allows although digits are lost.
   */
  public boolean widensTo(DType wider) {
    if (this == wider || this == BOOL) {
      return true;
    }
    return switch (wider.kind) {
      case BOOL -> false;
      case UNSIGNED -> kind == Kind.UNSIGNED && bytes < wider.bytes;
      case SIGNED -> (kind == Kind.SIGNED || kind == Kind.UNSIGNED) && bytes < wider.bytes;
      case FLOAT ->
          kind == Kind.FLOAT
              ? bytes < wider.bytes
              : bytes < wider.bytes || (wider == FLOAT64 && bytes < 8);
    };
  }

  /**
   * A new zero-filled array of this type's Java form: byte[], short[], int[], long[], float[] or
   * double[].
   */
  public Object newArray(int length) {
    return switch (this) {
      case BOOL, UINT8, INT8 -> new byte[length];
      case UINT16, INT16 -> new short[length];
      case UINT32, INT32 -> new int[length];
      case UINT64, INT64 -> new long[length];
      case FLOAT32 -> new float[length];
      case FLOAT64 -> new double[length];
    };
  }
}
