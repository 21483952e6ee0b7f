package io.cellar.source.n5;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The axes of an array, and where the file counts them.
 *
 * @param axes in C order, the slowest first
 * @param places for each of them, which of the file's lists' numbers is its own, x first
 * @param rank how many numbers the file's lists have; more than {@code axes} if some were dropped
 */
record N5Axes(Axes axes, int[] places, int rank) {
  private static final String GUESSED = "tczyx";

  /** Names that are no axes, or one twice. The message is a reason, without file. */
  static final class Unknown extends Exception {
    private static final long serialVersionUID = 1;

    Unknown(String reason) {
      super(reason);
    }
  }

  /**
   * Axes by name. An axis of one voxel that has no known name is dropped.
   *
   * @param names x first, as many as dimensions
   * @param dimensions x first
   */
  static N5Axes of(List<String> names, long[] dimensions) throws Unknown {
    List<Axis> order = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = dimensions.length - 1; i >= 0; i--) {
      Optional<Axis> axis = Axis.named(names.get(i));
      if (axis.isPresent() && order.contains(axis.get())) {
        throw new Unknown("two axes are named " + axis.get().letter());
      }
      if (axis.isPresent()) {
        order.add(axis.get());
        places.add(i);
      } else if (dimensions[i] != 1) {
        throw new Unknown(
            "an axis of %d voxels is none of x, y, z, c and t: \"%s\""
                .formatted(dimensions[i], names.get(i)));
      }
    }
    return of(order, places, dimensions.length);
  }

  /**
   * What axes without names are taken for: x, y, z, c, t, x first. Others are dropped if single.
   */
  static N5Axes guessed(long[] dimensions) throws Unknown {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < dimensions.length; i++) {
      int letter = GUESSED.length() - 1 - i;
      names.add(letter < 0 ? "number " + (i + 1) : GUESSED.substring(letter, letter + 1));
    }
    return of(names, dimensions);
  }

  private static N5Axes of(List<Axis> order, List<Integer> places, int rank) throws Unknown {
    if (order.isEmpty()) {
      throw new Unknown("none of the axes is x, y, z, c or t");
    }
    return new N5Axes(new Axes(order), places.stream().mapToInt(Integer::intValue).toArray(), rank);
  }

  /** Their names, x first; those that were dropped have none. */
  List<String> names() {
    List<String> names = new ArrayList<>(Collections.nCopies(rank, ""));
    for (int d = 0; d < places.length; d++) {
      names.set(places[d], String.valueOf(axes.get(d).letter()));
    }
    return names;
  }

  /**
   * A list of the file in the order of the axes. One that is as long as there are axes of space is
   * theirs; the others have 1 then.
   *
   * @param list x first
   * @return empty if it has another length
   */
  Optional<double[]> inOrder(double[] list) {
    double[] values = new double[places.length];
    long space = axes.order().stream().filter(Axis::isSpace).count();
    if (list.length == rank) {
      for (int d = 0; d < values.length; d++) {
        values[d] = list[places[d]];
      }
      return Optional.of(values);
    }
    if (list.length != space) {
      return Optional.empty();
    }
    int next = 0;
    for (int d = values.length - 1; d >= 0; d--) {
      values[d] = axes.get(d).isSpace() ? list[next++] : 1;
    }
    return Optional.of(values);
  }

  /** A position or shape of the axes as the file counts it: x first, dropped axes with a value. */
  long[] xFirst(long[] inOrder, long dropped) {
    long[] values = new long[rank];
    Arrays.fill(values, dropped);
    for (int d = 0; d < places.length; d++) {
      values[places[d]] = inOrder[d];
    }
    return values;
  }

  /** The inverse of {@link #xFirst}. */
  long[] inOrder(long[] xFirst) {
    long[] values = new long[places.length];
    for (int d = 0; d < values.length; d++) {
      values[d] = xFirst[places[d]];
    }
    return values;
  }
}
