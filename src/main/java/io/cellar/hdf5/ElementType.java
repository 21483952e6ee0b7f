package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How voxels are stored in a file. Layout: HDF5 File Format Specification 3.0, section IV.A.2.d.
 *
 * @param dtype what they are read as
 * @param order byte order in the file
 * @param bytes of one voxel in the file; 2 for float16, which becomes float32 exactly, else those
 *     of the dtype
 */
record ElementType(DType dtype, ByteOrder order, int bytes) {
  private static final int INTEGER = 0;
  private static final int FLOAT = 1;
  private static final int BIT_FIELD = 4;
  private static final int ENUM = 8;
  private static final int ARRAY = 10;
  private static final int HEADER = 8;

  private static final String[] CLASSES = {
    "integers",
    "floats",
    "times",
    "strings",
    "bit fields",
    "opaque data",
    "compounds",
    "references",
    "enums",
    "sequences of variable length",
    "arrays",
    "complex numbers"
  };

  ElementType(DType dtype, ByteOrder order) {
    this(dtype, order, dtype.bytes());
  }

  /**
   * Copies voxels out of the file.
   *
   * @param at of the first one in the data, in voxels
   * @param values array of the dtype's Java form
   * @param to index of the first one in it
   */
  void copy(MemorySegment data, long at, Object values, int to, int count) {
    if (bytes == dtype.bytes()) {
      MemorySegment.copy(data, Blocks.layout(dtype, order), at * bytes, values, to, count);
      return;
    }
    ValueLayout.OfShort half = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order);
    float[] floats = (float[]) values;
    for (int i = 0; i < count; i++) {
      floats[to + i] = Float.float16ToFloat(data.get(half, (at + i) * bytes));
    }
  }

  /**
   * The type that a datatype message describes.
   *
   * @param path of the dataset, for the advice
   * @throws Hdf5Exception {@code UNSUPPORTED} for anything but plain numbers and h5py's bool
   */
  static ElementType of(ByteBuffer message, String path) throws Hdf5Exception {
    int kind = message.get(0) & 0xf;
    int version = message.get(0) >> 4 & 0xf;
    long size = Integer.toUnsignedLong(message.getInt(4));
    if (version < 1 || version > 5 || kind >= CLASSES.length || size < 1) {
      throw new Hdf5Exception(
          Problem.CORRUPT,
          "the datatype is damaged: class %d, version %d, %d bytes".formatted(kind, version, size));
    }
    ByteOrder order = (message.get(1) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    return switch (kind) {
      case INTEGER -> integer(message, size, order, path);
      case FLOAT -> real(message, size, order, path);
      case ENUM -> {
        if (size == 1 && isBool(message, version)) {
          yield new ElementType(DType.BOOL, ByteOrder.LITTLE_ENDIAN);
        }
        String number = (message.get(HEADER + 1) & 8) == 0 ? "uint" : "int";
        throw unsupported("enums of %d bytes".formatted(size), astype(path, number, size));
      }
      case BIT_FIELD ->
          throw unsupported("bit fields of %d bytes".formatted(size), astype(path, "uint", size));
      case ARRAY ->
          throw unsupported(
              "arrays of numbers",
              "h5py makes axes of them: f[\"new\"] = f[\"" + OpenFile.shown(path) + "\"][...]");
      default ->
          throw unsupported(CLASSES[kind], "they are no numbers and cannot be shown as voxels");
    };
  }

  private static ElementType integer(ByteBuffer message, long size, ByteOrder order, String path)
      throws Hdf5Exception {
    String name = (message.get(1) & 8) == 0 ? "uint" : "int";
    int offset = Short.toUnsignedInt(message.getShort(HEADER));
    int precision = Short.toUnsignedInt(message.getShort(HEADER + 2));
    boolean usual = size <= 8 && Long.bitCount(size) == 1;
    if (!usual || offset != 0 || precision != 8 * size) {
      throw unsupported(
          "%s of %d significant bits in %d bytes".formatted(name, precision, size),
          usual ? astype(path, name, size) : ""); // h5py reads no such type either
    }
    return new ElementType(DType.ofNumpyName(name + 8 * size).orElseThrow(), order);
  }

  private static ElementType real(ByteBuffer message, long size, ByteOrder order, String path)
      throws Hdf5Exception {
    if (size == 2 && isIeee(message, 10, 5, 15)) {
      return new ElementType(DType.FLOAT32, order, 2);
    }
    boolean single = size == 4 && isIeee(message, 23, 8, 127);
    boolean twice = size == 8 && isIeee(message, 52, 11, 1023);
    if (!single && !twice) {
      throw unsupported("float" + 8 * size, astype(path, "float", size < 4 ? 4 : 8));
    }
    return new ElementType(single ? DType.FLOAT32 : DType.FLOAT64, order);
  }

  private static boolean isIeee(ByteBuffer message, int mantissa, int exponent, int bias) {
    return (message.get(1) & 0x70) == 0x20 // the order is no VAX order, the leading 1 is implied
        && Byte.toUnsignedInt(message.get(2)) == mantissa + exponent
        && message.getShort(HEADER) == 0
        && message.getShort(HEADER + 2) == mantissa + exponent + 1
        && message.get(HEADER + 4) == mantissa
        && message.get(HEADER + 5) == exponent
        && message.get(HEADER + 6) == 0
        && message.get(HEADER + 7) == mantissa
        && message.getInt(HEADER + 8) == bias;
  }

  /** h5py's bool: an enum of int8 with the names FALSE for 0 and TRUE for 1. */
  private static boolean isBool(ByteBuffer message, int version) {
    String[] names = {"FALSE", "TRUE"};
    int at = HEADER + 12; // behind the type of the numbers
    if (message.getShort(1) != names.length || (message.get(HEADER) & 0xf) != INTEGER) {
      return false;
    }
    for (String name : names) {
      byte[] text = (name + "\0").getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < text.length; i++) {
        if (message.get(at + i) != text[i]) {
          return false;
        }
      }
      at += version < 3 ? 8 : text.length;
    }
    return message.get(at) == 0 && message.get(at + 1) == 1;
  }

  /** A line of h5py that makes numbers of a type that is read. */
  private static String astype(String path, String kind, long bytes) {
    return "h5py converts them: f[\"new\"] = f[\"%s\"][...].astype(\"%s%d\")"
        .formatted(OpenFile.shown(path), kind, 8 * bytes);
  }

  private static Hdf5Exception unsupported(String what, String advice) {
    return new Hdf5Exception(
        Problem.UNSUPPORTED,
        "the voxels are "
            + what
            + "; only whole numbers of 1, 2, 4 or 8 bytes, float16, float32, float64 and bool are"
            + " read",
        advice);
  }
}
