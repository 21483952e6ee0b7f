package io.cellar.source.local;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names that files give to axes. */
final class AxisNames {
  private AxisNames() {}

  /** The axes of those names; empty unless each is known, different, and there are so many. */
  static Optional<Axes> axes(List<String> names, int rank) {
    List<Axis> order = new ArrayList<>();
    for (String name : names) {
      Optional<Axis> axis = axis(name);
      if (axis.isEmpty()) {
        return Optional.empty();
      }
      order.add(axis.get());
    }
    Set<Axis> different = order.isEmpty() ? Set.of() : EnumSet.copyOf(order);
    return order.size() == rank && different.size() == rank
        ? Optional.of(new Axes(order))
        : Optional.empty();
  }

  private static Optional<Axis> axis(String name) {
    return Axis.named(
        switch (name.strip().toLowerCase(Locale.ROOT)) {
          case "channels" -> "c";
          case "depth" -> "z";
          case "height" -> "y";
          case "width" -> "x";
          default -> name;
        });
  }

  /** What axes without names are taken for: the last three are z y x, before them c, then t. */
  static Axes guessed(int rank) {
    return Axes.parse("tczyx".substring(rank == 5 ? 0 : rank == 4 ? 1 : 5 - rank));
  }
}
