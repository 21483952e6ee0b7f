package io.cellar.volume;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The axes of a volume in storage order, the slowest first: {@code zyx} means that x varies
 * fastest.
 *
 * @param order distinct axes, at least one
 */
public record Axes(List<Axis> order) {

  public Axes {
    order = List.copyOf(order);
    if (order.isEmpty()) {
      throw new IllegalArgumentException("axes are empty: expected distinct letters of txyzc");
    }
    if (EnumSet.copyOf(order).size() != order.size()) {
      throw new IllegalArgumentException("axes \"" + text(order) + "\" name an axis twice");
    }
  }

  /**
   * Parses letters such as {@code zyx}.
   *
   * @throws IllegalArgumentException if empty, a letter is unknown, or one occurs twice
   */
  public static Axes parse(String letters) {
    List<Axis> order = new ArrayList<>();
    for (char letter : letters.toCharArray()) {
      order.add(Axis.of(letter));
    }
    return new Axes(order);
  }

  /** What two to five axes without names are taken for: yx, zyx, tzyx, tzyxc. */
  public static Axes usual(int rank) {
    return parse(
        switch (rank) {
          case 2 -> "yx";
          case 3 -> "zyx";
          case 4 -> "tzyx";
          case 5 -> "tzyxc";
          default -> throw new IllegalArgumentException(rank + " axes: expected two to five");
        });
  }

  /** How many axes there are. */
  public int rank() {
    return order.size();
  }

  /** The axis at a position of the storage order. */
  public Axis get(int d) {
    return order.get(d);
  }

  /** The position of an axis in the storage order, or -1 when the volume does not have it. */
  public int indexOf(Axis axis) {
    return order.indexOf(axis);
  }

  /** True when the volume has the axis. */
  public boolean has(Axis axis) {
    return order.contains(axis);
  }

  // Java would make these anew at each start: see docs/performance.md.
  @Override
  public boolean equals(Object other) {
    return other instanceof Axes axes && order.equals(axes.order);
  }

  @Override
  public int hashCode() {
    return order.hashCode();
  }

  /** The letters, as in a description file. */
  @Override
  public String toString() {
    return text(order);
  }

  private static String text(List<Axis> order) {
    return order.stream().map(a -> String.valueOf(a.letter())).collect(Collectors.joining());
  }
}
