package io.cellar.description;

import io.cellar.volume.DType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The spellings of a dtype in a description: {@code uint8}, {@code numpy.uint8}, {@code int} and
 * {@code float} (64 bits), {@code bool}, {@code numpy.bool_}, {@code numpy.dtype('uint8')}, {@code
 * 'uint8'}, and inside quotes also numpy's short codes such as {@code <u2}.
 */
final class DTypeText {
  private static final Pattern QUOTED =
      Pattern.compile("(?:numpy\\.dtype\\(\\s*)?(['\"])([^'\"]*)\\1\\s*\\)?");
  private static final Pattern WRAPPED =
      Pattern.compile("numpy\\.dtype\\(\\s*([A-Za-z0-9_.]+)\\s*\\)");
  private static final Pattern CODE = Pattern.compile("[<>=|]?([uifb])([1248])");
  private static final Map<String, DType> BARE =
      Map.of("int", DType.INT64, "float", DType.FLOAT64, "numpy.bool_", DType.BOOL);

  private DTypeText() {}

  /**
   * The dtype of a spelling.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static DType parse(String text) {
    String spelling = text.replaceFirst("#[^\\n]*$", "").strip();
    Matcher quoted = QUOTED.matcher(spelling);
    boolean call = spelling.startsWith("numpy.dtype(");
    if (quoted.matches() && spelling.endsWith(")") == call) {
      return inQuotes(quoted.group(2)).orElseThrow(() -> refused(spelling, quoted.group(2)));
    }
    Matcher wrapped = WRAPPED.matcher(spelling);
    String name = wrapped.matches() ? wrapped.group(1) : spelling;
    return bare(name).orElseThrow(() -> refused(spelling, name));
  }

  private static Optional<DType> bare(String name) {
    return Optional.ofNullable(BARE.get(name))
        .or(() -> DType.ofNumpyName(name.startsWith("numpy.") ? name.substring(6) : name));
  }

  private static Optional<DType> inQuotes(String name) {
    Matcher code = CODE.matcher(name);
    if (!code.matches()) {
      return name.equals("?") || name.equals("bool_")
          ? Optional.of(DType.BOOL)
          : bare(name.startsWith("numpy.") ? "" : name);
    }
    String kind =
        switch (code.group(1)) {
          case "u" -> "uint";
          case "i" -> "int";
          case "f" -> "float";
          default -> "bool";
        };
    int bits = 8 * Integer.parseInt(code.group(2));
    return DType.ofNumpyName(kind.equals("bool") && bits == 8 ? "bool" : kind + bits);
  }

  private static IllegalArgumentException refused(String spelling, String name) {
    String plain = name.replaceFirst("^(numpy|np)\\.", "").toLowerCase(Locale.ROOT);
    String why;
    if (plain.startsWith("object")) {
      why = " is refused: such blocks hold pickles, which can run programs";
    } else if (plain.startsWith("complex") || plain.startsWith("float16")) {
      why = " voxels are not supported";
    } else if (name.startsWith("np.")) {
      why = " is not a dtype: write numpy." + plain;
    } else {
      why = " is not a dtype";
    }
    return new IllegalArgumentException(
        Quoting.quote(spelling)
            + why
            + "; expected bool, uint8 to uint64, int8 to int64, float32 or float64,"
            + " with or without numpy.");
  }
}
