package io.cellar.description;

import io.cellar.volume.Axes;
import java.util.Optional;

/** Checks that several fields share: format, axes, lengths and signs of lists. */
final class Shapes {
  private static final int LEAST_AXES = 2;

  private Shapes() {}

  /** The field {@code format}, which has one value. */
  static void requireHdf5(Fields fields) {
    fields.require("format", "\"hdf5\"");
    fields
        .text("format")
        .filter(format -> !format.equals("hdf5"))
        .ifPresent(
            format ->
                fields.problem("format", "expected \"hdf5\", found " + Quoting.quote(format)));
  }

  /** The field {@code axes}. */
  static Optional<Axes> axes(Fields fields) {
    fields.require("axes", "distinct letters of txyzc such as \"zyx\", the slowest first");
    return fields.text("axes").flatMap(text -> axes(fields, text));
  }

  private static Optional<Axes> axes(Fields fields, String text) {
    try {
      Axes axes = Axes.parse(text);
      if (axes.rank() >= LEAST_AXES) {
        return Optional.of(axes);
      }
      fields.problem("axes", "one axis is too few: volumes have 2 to 5");
    } catch (IllegalArgumentException e) {
      fields.problem("axes", e.getMessage());
    }
    return Optional.empty();
  }

  /** A list of whole numbers, one per axis, none below {@code least}. */
  static Optional<long[]> perAxis(Fields fields, String key, Optional<Axes> axes, long least) {
    Optional<long[]> list = fields.wholes(key);
    if (list.isEmpty()) {
      return list;
    }
    if (!fitsRank(fields, key, axes, list.get().length)) {
      return Optional.empty();
    }
    for (long number : list.get()) {
      if (number < least) {
        fields.problem(key, number + " is too small: at least " + least);
        return Optional.empty();
      }
    }
    return list;
  }

  /** As {@link #perAxis}, and a problem when absent. */
  static Optional<long[]> required(
      Fields fields, String key, Optional<Axes> axes, long least, String expected) {
    fields.require(key, expected);
    return perAxis(fields, key, axes, least);
  }

  /** Whether a list has one element per axis; a problem when not. */
  static boolean fitsRank(Fields fields, String key, Optional<Axes> axes, int length) {
    int rank = axes.map(Axes::rank).orElse(length);
    if (rank != length) {
      fields.problem(
          key, "has %d numbers, but the axes \"%s\" are %d".formatted(length, axes.get(), rank));
    }
    return rank == length;
  }
}
