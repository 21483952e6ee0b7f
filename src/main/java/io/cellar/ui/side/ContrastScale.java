package io.cellar.ui.side;

import io.cellar.slice.Histogram;
import io.cellar.slice.draw.Display;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.util.Optional;

/**
 * The values that the contrast slider spans: all of an 8-bit type; else the description's range,
 * the values that were met, and the display range itself, whichever reaches furthest.
 */
final class ContrastScale {

  private ContrastScale() {}

  /**
   * The ends of the slider.
   *
   * @param suggested the description's range, if it has one
   * @param shown the present display range
   * @param met the values that are in the view, as far as known
   */
  static ValueRange of(
      DType dtype, Optional<ValueRange> suggested, ValueRange shown, Optional<Histogram> met) {
    ValueRange natural = Display.defaultRange(dtype);
    if (dtype.kind() == DType.Kind.BOOL || dtype.bytes() == 1) {
      return union(natural, shown);
    }
    ValueRange ends = shown;
    if (suggested.isPresent()) {
      ends = union(ends, suggested.get());
    }
    if (met.isPresent()) {
      ends = union(ends, met.get().range());
    }
    return ends.max() > ends.min() ? ends : widened(ends);
  }

  private static ValueRange union(ValueRange a, ValueRange b) {
    return new ValueRange(Math.min(a.min(), b.min()), Math.max(a.max(), b.max()));
  }

  private static ValueRange widened(ValueRange point) {
    double half = Math.max(0.5, Math.abs(point.min()) * 1e-6);
    return new ValueRange(point.min() - half, point.max() + half);
  }

  /** A value of the slider as a limit: whole for integer types. */
  static double limit(double value, DType dtype) {
    return dtype.kind() == DType.Kind.FLOAT ? value : Math.rint(value);
  }
}
