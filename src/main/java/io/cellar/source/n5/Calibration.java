package io.cellar.source.n5;

import io.cellar.input.JsonValue;
import io.cellar.input.PrintableText;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.LengthUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How large a voxel is.
 *
 * @param sizes along the axes, in their order
 * @param unit of the axes of space, empty if not told
 */
record Calibration(double[] sizes, String unit) {
  private static final int LONGEST_UNIT = 32;

  /**
   * What a folder's attributes say: {@code pixelResolution}, else {@code resolution} and {@code
   * units}, else {@code transform}. What is broken is passed over.
   *
   * @param factors by which {@code pixelResolution}, which is that of the finest level, is
   *     multiplied here
   */
  static Optional<Calibration> of(Attributes attributes, N5Axes axes, double[] factors) {
    JsonValue pixel = attributes.get("pixelResolution");
    Optional<Calibration> found =
        Attributes.positives(pixel.isObject() ? pixel.get("dimensions") : pixel)
            .flatMap(axes::inOrder)
            .map(sizes -> new Calibration(sizes, text(pixel.get("unit"))).times(factors));
    if (found.isEmpty()) {
      JsonValue units = attributes.get("units");
      found =
          Attributes.positives(attributes.get("resolution"))
              .flatMap(
                  list ->
                      axes.inOrder(list).map(sizes -> ofUnits(sizes, units, list.length, axes)));
    }
    return found.or(() -> Transform.of(attributes.get("transform")).flatMap(t -> of(t, axes)));
  }

  /** What a transform says. */
  static Optional<Calibration> of(Transform transform, N5Axes axes) {
    List<String> units = axes.axes().order().stream().map(transform::unit).toList();
    return transform.scale(axes).map(sizes -> inOneUnit(sizes, units, axes.axes()));
  }

  /** True if attributes tell it, but not so that anything can be made of it. */
  static boolean isBroken(Attributes attributes, N5Axes axes) {
    boolean told =
        attributes.has("pixelResolution")
            || attributes.has("resolution")
            || attributes.has("transform");
    double[] ones = new double[axes.axes().rank()];
    return told && of(attributes, axes, ones).isEmpty();
  }

  private static Calibration ofUnits(double[] sizes, JsonValue units, int length, N5Axes axes) {
    List<String> texts = Attributes.texts(units).filter(t -> t.size() == length).orElse(List.of());
    if (texts.isEmpty()) {
      return new Calibration(sizes, text(units));
    }
    double[] index = new double[length];
    for (int i = 0; i < length; i++) {
      index[i] = i;
    }
    double[] places = axes.inOrder(index).orElseThrow();
    List<String> inOrder = new ArrayList<>();
    for (int d = 0; d < sizes.length; d++) {
      inOrder.add(axes.axes().get(d).isSpace() ? texts.get((int) places[d]) : "");
    }
    return inOneUnit(sizes, inOrder, axes.axes());
  }

  /** Volumes have one unit for the axes of space: that of the first one that tells it. */
  private static Calibration inOneUnit(double[] sizes, List<String> units, Axes axes) {
    String unit = "";
    for (int d = sizes.length - 1; d >= 0; d--) {
      if (axes.get(d).isSpace() && unit.isEmpty()) {
        unit = units.get(d);
      }
    }
    double[] converted = sizes.clone();
    for (int d = 0; d < sizes.length; d++) {
      Axis axis = axes.get(d);
      if (axis.isSpace()) {
        OptionalDouble ratio = LengthUnit.ratio(units.get(d), unit);
        if (ratio.isEmpty()) {
          return new Calibration(sizes, "");
        }
        converted[d] *= ratio.getAsDouble();
      }
    }
    return new Calibration(converted, PrintableText.of(unit.strip(), LONGEST_UNIT));
  }

  private static String text(JsonValue node) {
    return node.isText() ? PrintableText.of(node.text().strip(), LONGEST_UNIT) : "";
  }

  /** That of voxels that are coarser. */
  Calibration times(double[] factors) {
    double[] coarser = sizes.clone();
    for (int d = 0; d < coarser.length; d++) {
      coarser[d] *= factors[d];
    }
    return new Calibration(coarser, unit);
  }

  /** False if multiplying has left what is no size. */
  boolean isPossible() {
    return Arrays.stream(sizes).allMatch(size -> size > 0 && Double.isFinite(size));
  }
}
