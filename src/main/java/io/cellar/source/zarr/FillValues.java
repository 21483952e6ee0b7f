package io.cellar.source.zarr;

import io.cellar.source.chunked.FormatException;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code fill_value} of an array's metadata. */
final class FillValues {
  private static final Pattern BITS = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");

  /** Decimal digits before or behind the point that no integer of 64 bits needs. */
  private static final int DIGITS = 400;

  private FillValues() {}

  /**
   * Of Zarr v2: a number, a truth value, or a text for what JSON has no number for; a number in the
   * form of a float is good for integers too if it is whole.
   *
   * @return empty for null, which leaves it undefined
   */
  static Optional<FillValue> v2(Json json, StoredType type) throws FormatException {
    if (json.isNull()) {
      return Optional.empty();
    }
    if (type.dtype() == DType.BOOL && json.isNumber()) {
      return Optional.of(new FillValue(DType.BOOL, json.optionalDouble() == 0 ? 0 : 1));
    }
    return Optional.of(value(json, type));
  }

  /** Of Zarr v3, where also the bits of a float can be given: {@code 0x7fc00000}. */
  static FillValue v3(Json json, StoredType type) throws FormatException {
    boolean isFloat = type.dtype().kind() == DType.Kind.FLOAT;
    if (isFloat && json.optionalText().filter(t -> BITS.matcher(t).matches()).isPresent()) {
      return new FillValue(type.dtype(), ofBits(json, type));
    }
    return value(json, type);
  }

  private static FillValue value(Json json, StoredType type) throws FormatException {
    DType dtype = type.dtype();
    if (json.optionalBool().isPresent() && dtype == DType.BOOL) {
      return new FillValue(dtype, json.optionalBool().get() ? 1 : 0);
    }
    if (dtype.kind() == DType.Kind.FLOAT) {
      double special = special(json);
      boolean written = json.isNumber() || json.isText() && isSpecial(json.text());
      if (written) {
        return new FillValue(dtype, type.isHalf() ? half(special) : rounded(special, dtype));
      }
    } else if (dtype != DType.BOOL) {
      Optional<Number> number = json.optionalNumber();
      if (number.isPresent() && isModest(number.get())) {
        try {
          return new FillValue(dtype, number.get());
        } catch (IllegalArgumentException _) {
          // told below
        }
      }
    }
    throw json.refuse(json.kind(), "a value of " + (type.isHalf() ? "float16" : dtype.numpyName()));
  }

  private static Number rounded(double value, DType dtype) {
    return dtype == DType.FLOAT32 ? (Number) (float) value : (Number) value;
  }

  private static Number half(double value) {
    return Float.float16ToFloat(Float.floatToFloat16((float) value));
  }

  private static boolean isSpecial(String text) {
    return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
  }

  private static double special(Json json) {
    return switch (json.optionalText().orElse("")) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> json.optionalDouble();
    };
  }

  /** An exponent of a billion is written in a few digits, but not worked out in a few bytes. */
  private static boolean isModest(Number number) {
    return !(number instanceof BigDecimal exact)
        || Math.abs((long) exact.scale()) <= DIGITS && exact.precision() <= DIGITS;
  }

  private static Number ofBits(Json json, StoredType type) throws FormatException {
    BigInteger bits = new BigInteger(json.text().substring(2), 16);
    if (bits.bitLength() > 8 * type.bytes()) {
      throw json.refuse(json.kind(), "the bits of " + type.bytes() + " bytes");
    }
    return switch (type.bytes()) {
      case 2 -> (Number) Float.float16ToFloat(bits.shortValue());
      case 4 -> (Number) Float.intBitsToFloat(bits.intValue());
      default -> (Number) Double.longBitsToDouble(bits.longValue());
    };
  }
}
