package io.cellar.source.n5;

import io.cellar.input.JsonValue;
import io.cellar.volume.Axis;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where voxels lie, in COSEM's words: {@code {axes, scale, translate, units}}. All lists are in the
 * order of its own axes, usually z y x whatever the array's. The middle of voxel i lies at {@code i
 * * scale + translate}.
 *
 * @param translate empty if not told
 * @param units empty if not told
 */
record Transform(
    List<String> axes, double[] scale, Optional<double[]> translate, List<String> units) {

  /** Reads one; empty if it is none, or broken. */
  static Optional<Transform> of(JsonValue node) {
    Optional<List<String>> axes = Attributes.texts(node.get("axes"));
    Optional<double[]> scale = Attributes.positives(node.get("scale"));
    if (axes.isEmpty() || scale.isEmpty() || axes.get().size() != scale.get().length) {
      return Optional.empty();
    }
    int rank = scale.get().length;
    return Optional.of(
        new Transform(
            axes.get(),
            scale.get(),
            Attributes.numbers(node.get("translate")).filter(t -> t.length == rank),
            Attributes.texts(node.get("units")).filter(u -> u.size() == rank).orElse(List.of())));
  }

  /** Its axes x first, if they are those of an array of a rank in a row that begins or ends so. */
  Optional<List<String>> xFirst(int rank) {
    if (axes.size() != rank) {
      return Optional.empty();
    }
    if (Axis.named(axes.getLast()).equals(Optional.of(Axis.X))) {
      return Optional.of(axes.reversed());
    }
    return Axis.named(axes.getFirst()).equals(Optional.of(Axis.X))
        ? Optional.of(axes)
        : Optional.empty();
  }

  private int indexOf(Axis axis) {
    for (int i = 0; i < axes.size(); i++) {
      if (Axis.named(axes.get(i)).equals(Optional.of(axis))) {
        return i;
      }
    }
    return -1;
  }

  /** Size of a voxel along axes; 1 for those that it does not tell of, but all of space. */
  Optional<double[]> scale(N5Axes of) {
    double[] values = new double[of.axes().rank()];
    for (int d = 0; d < values.length; d++) {
      int i = indexOf(of.axes().get(d));
      if (i < 0 && of.axes().get(d).isSpace()) {
        return Optional.empty();
      }
      values[d] = i < 0 ? 1 : scale[i];
    }
    return Optional.of(values);
  }

  /** Where the middle of voxel 0 lies along an axis. */
  OptionalDouble translate(Axis axis) {
    int i = indexOf(axis);
    return i < 0 || translate.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(translate.get()[i]);
  }

  /** The unit of an axis, empty if not told. */
  String unit(Axis axis) {
    int i = indexOf(axis);
    return i < 0 || units.isEmpty() ? "" : units.get(i);
  }
}
