package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * How voxels are stored in a file.
 *
 * @param dtype what they mean
 * @param order byte order in the file
 */
record ElementType(DType dtype, ByteOrder order) {
  /** h5py's bool: an enum of int8. */
  private static final Map<Integer, String> BOOL = Map.of(0, "FALSE", 1, "TRUE");

  private static final String[] CLASSES = {
    "integer",
    "float",
    "time",
    "string",
    "bit field",
    "opaque",
    "compound",
    "reference",
    "enum",
    "variable length",
    "array"
  };

  /** Bytes of one voxel. */
  int bytes() {
    return dtype.bytes();
  }

  /** How the voxels lie in memory. */
  ValueLayout layout() {
    return Blocks.layout(dtype, order);
  }

  /**
   * The type that a datatype message describes.
   *
   * @throws Hdf5Exception {@code UNSUPPORTED} for anything but plain numbers and h5py's bool
   */
  static ElementType of(DataType type) throws Hdf5Exception {
    return switch (type) {
      case FixedPoint integer -> ofInteger(integer);
      case FloatingPoint real -> ofReal(real);
      case EnumDataType names when names.getSize() == 1 && names.getEnumMapping().equals(BOOL) ->
          new ElementType(DType.BOOL, ByteOrder.LITTLE_ENDIAN);
      default -> throw unsupported(type, "");
    };
  }

  private static ElementType ofInteger(FixedPoint type) throws Hdf5Exception {
    int bits = type.getSize() * 8;
    if (type.getBitOffset() != 0 || type.getBitPrecision() != bits) {
      throw unsupported(type, " with " + type.getBitPrecision() + " significant bits");
    }
    String name = (type.isSigned() ? "int" : "uint") + bits;
    DType dtype = DType.ofNumpyName(name).orElseThrow(() -> unsupported(type, ""));
    return new ElementType(dtype, type.getByteOrder());
  }

  private static ElementType ofReal(FloatingPoint type) throws Hdf5Exception {
    boolean single =
        type.getSize() == 4 && isIeee(type, 23, 8, 127) && type.getBitPrecision() == 32;
    boolean twice =
        type.getSize() == 8 && isIeee(type, 52, 11, 1023) && type.getBitPrecision() == 64;
    if (!single && !twice) {
      throw unsupported(type, "");
    }
    return new ElementType(single ? DType.FLOAT32 : DType.FLOAT64, type.getByteOrder());
  }

  private static boolean isIeee(FloatingPoint type, int mantissa, int exponent, int bias) {
    return type.getBitOffset() == 0
        && type.getMantissaLocation() == 0
        && type.getMantissaSize() == mantissa
        && type.getMantissaNormalization() == 2
        && type.getExponentLocation() == mantissa
        && type.getExponentSize() == exponent
        && type.getExponentBias() == bias
        && type.getSignLocation() == mantissa + exponent;
  }

  private static Hdf5Exception unsupported(DataType type, String detail) {
    int kind = type.getDataClass();
    String name = kind < CLASSES.length ? CLASSES[kind] : "class " + kind;
    return new Hdf5Exception(
        Problem.UNSUPPORTED,
        "voxels of type %s of %d bytes%s; only whole numbers of 1 to 8 bytes, float32, float64 and"
                .formatted(name, type.getSize(), detail)
            + " bool are read");
  }
}
