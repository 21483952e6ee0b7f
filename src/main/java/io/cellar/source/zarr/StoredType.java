package io.cellar.source.zarr;

import io.cellar.codec.BigEndian;
import io.cellar.codec.CodecException;
import io.cellar.codec.Float16;
import io.cellar.source.chunked.FormatException;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a voxel is stored.
 *
 * @param dtype what it is read as
 * @param bytes of one stored element
 * @param bigEndian the order of its bytes
 */
record StoredType(DType dtype, int bytes, boolean bigEndian) {
  private static final Pattern NUMPY = Pattern.compile("([<>|=]?)([biuf])([1-8])");
  private static final String READ =
      "bool, an integer of 8 to 64 bits, float16, float32 or float64";

  /** True for float16, which is read as float32. */
  boolean isHalf() {
    return dtype == DType.FLOAT32 && bytes == 2;
  }

  /**
   * Voxels of elements in C order, in an array that nobody changes any more.
   *
   * @throws CodecException if there are not exactly as many as the shape has
   */
  Block block(long[] shape, byte[] stored) throws CodecException {
    byte[] bytes = bigEndian ? new BigEndian(this.bytes).decode(stored, stored.length) : stored;
    return Blocks.overLittleEndian(
        dtype, shape, isHalf() ? new Float16().decode(bytes, 2 * bytes.length) : bytes);
  }

  /** The same in another order of bytes. */
  StoredType withOrder(boolean big) {
    return new StoredType(dtype, bytes, big);
  }

  /** A numpy type text such as {@code <u2} (Zarr v2 specification, data type encoding). */
  static StoredType ofNumpy(Json json) throws FormatException {
    if (json.isList()) {
      throw json.refuse("is a structured type, which is not read", READ);
    }
    Matcher matcher = NUMPY.matcher(json.text());
    if (matcher.matches()) {
      int bytes = Integer.parseInt(matcher.group(3));
      String name =
          switch (matcher.group(2)) {
            case "b" -> bytes == 1 ? "bool" : "";
            case "u" -> "uint" + 8 * bytes;
            case "i" -> "int" + 8 * bytes;
            default -> "float" + 8 * bytes;
          };
      Optional<StoredType> type = named(name);
      if (type.isPresent()) {
        return type.get().withOrder(matcher.group(1).equals(">"));
      }
    }
    throw json.refuse("is " + json.shown() + ", which is not read", READ);
  }

  /** The {@code data_type} of a Zarr v3 array, little-endian until its codecs say otherwise. */
  static StoredType ofName(Json json) throws FormatException {
    Json name = json.isObject() ? json.get("name") : json;
    return named(name.text())
        .orElseThrow(() -> json.refuse("is " + name.shown() + ", which is not read", READ));
  }

  private static Optional<StoredType> named(String name) {
    return name.equals("float16")
        ? Optional.of(new StoredType(DType.FLOAT32, 2, false))
        : DType.ofNumpyName(name).map(dtype -> new StoredType(dtype, dtype.bytes(), false));
  }
}
