package io.cellar.source.zarr;

import io.cellar.volume.Axes;
import io.cellar.volume.LengthUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes of a voxel along the axes that are read, in one unit of length for those of space.
 *
 * @param sizes empty when they are not told
 */
record VoxelSizes(List<Double> sizes, String unit, List<String> notes) {
  private static final Pattern QUANTITY = Pattern.compile("\\s*([0-9.eE+-]+)\\s*(\\S*)\\s*");

  /** Names of UDUNITS, and others that occur, in short. */
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("meter", "m"),
          Map.entry("metre", "m"),
          Map.entry("centimeter", "cm"),
          Map.entry("centimetre", "cm"),
          Map.entry("millimeter", "mm"),
          Map.entry("millimetre", "mm"),
          Map.entry("micrometer", "µm"),
          Map.entry("micrometre", "µm"),
          Map.entry("micron", "µm"),
          Map.entry("um", "µm"),
          Map.entry("\u03bcm", "µm"),
          Map.entry("nanometer", "nm"),
          Map.entry("nanometre", "nm"),
          Map.entry("angstrom", "Å"),
          Map.entry("ångström", "Å"),
          Map.entry("picometer", "pm"),
          Map.entry("picometre", "pm"),
          Map.entry("pixel", ""),
          Map.entry("px", ""));

  static final VoxelSizes NONE = new VoxelSizes(List.of(), "", List.of());

  /**
   * Sizes that are told with a unit for each axis.
   *
   * @param sizes one for each axis that is read
   * @param units as written, empty where none is told
   */
  static VoxelSizes of(Axes axes, double[] sizes, List<String> units) {
    String unit = "";
    for (int d = axes.rank() - 1; d >= 0 && unit.isEmpty(); d--) {
      unit = axes.get(d).isSpace() ? shortened(units.get(d)) : "";
    }
    List<Double> all = new ArrayList<>();
    boolean plain = unit.isEmpty();
    for (int d = 0; d < axes.rank(); d++) {
      double size = Math.abs(sizes[d]);
      if (axes.get(d).isSpace()) {
        String own = shortened(units.get(d));
        OptionalDouble ratio = own.isEmpty() ? OptionalDouble.of(1) : LengthUnit.ratio(own, unit);
        size = ratio.isPresent() ? times(size, ratio.getAsDouble()) : Double.NaN;
        plain &= size == 1;
        if (!(size > 0) || !Double.isFinite(size)) {
          return new VoxelSizes(
              List.of(),
              "",
              List.of(
                  "the size of a voxel is not known: %s %s along %s"
                      .formatted(sizes[d], units.get(d), axes.get(d).letter())));
        }
      } else if (!(size > 0) || !Double.isFinite(size)) {
        size = 1;
      }
      all.add(size);
    }
    // Writers that know no size write 1 without a unit.
    return plain ? NONE : new VoxelSizes(all, unit, List.of());
  }

  /** Texts such as {@code 4 nm}, as Neuroglancer takes them, one for each stored axis. */
  static VoxelSizes ofTexts(List<String> texts, AxisNaming naming) {
    if (texts.isEmpty()) {
      return NONE;
    }
    double[] sizes = new double[naming.kept().length];
    List<String> units = new ArrayList<>();
    for (int d = 0; d < sizes.length; d++) {
      Matcher matcher = QUANTITY.matcher(texts.get(naming.kept()[d]));
      if (!matcher.matches()) {
        return NONE;
      }
      try {
        sizes[d] = Double.parseDouble(matcher.group(1));
      } catch (NumberFormatException _) {
        return NONE;
      }
      units.add(matcher.group(2));
    }
    return of(naming.axes(), sizes, units);
  }

  /** Without the last digits, which come of powers of ten that are not exact. */
  private static double times(double size, double ratio) {
    double product = size * ratio;
    return ratio == 1 || !Double.isFinite(product)
        ? product
        : new BigDecimal(product).round(new MathContext(12)).doubleValue();
  }

  private static String shortened(String unit) {
    String plain = unit.strip();
    return SHORT.getOrDefault(plain.toLowerCase(Locale.ROOT), plain.length() > 20 ? "" : plain);
  }
}
