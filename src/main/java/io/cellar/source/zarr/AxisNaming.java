package io.cellar.source.zarr;

import io.cellar.source.chunked.FormatException;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the axes of a stored array are taken for.
 *
 * @param axes those that are read
 * @param kept their places among the stored axes
 * @param notes what was guessed or left out
 */
record AxisNaming(Axes axes, int[] kept, List<String> notes) {
  /** From the last axis on, where there is nothing to go by. */
  private static final List<Axis> USUAL = List.of(Axis.X, Axis.Y, Axis.Z, Axis.C, Axis.T);

  /**
   * An axis as metadata tells it.
   *
   * @param name empty when it has none
   * @param type of OME-Zarr such as {@code space}, empty when it is not told
   */
  record Told(String name, String type) {

    /** Names that only number the axes tell nothing. */
    boolean isNameless() {
      return name.isBlank() || name.toLowerCase(Locale.ROOT).matches("(phony_)?(dim|axis)_?\\d+");
    }
  }

  /**
   * Names the axes of an array: by name, else by type, else, if there are no names at all, by their
   * places; drops those of one voxel that are none of ours.
   *
   * @param told one for each stored axis; empty when nothing is told
   * @param json for messages
   */
  static AxisNaming of(List<Told> told, long[] shape, Json json) throws FormatException {
    boolean named = told.stream().anyMatch(t -> !t.isNameless() || !t.type().isEmpty());
    Axis[] axes = new Axis[shape.length];
    List<String> notes = new ArrayList<>();
    if (named) {
      byName(told, axes);
      byType(told, shape, axes);
    } else {
      byPlace(axes);
    }
    int[] kept = IntStream.range(0, axes.length).filter(d -> axes[d] != null).toArray();
    for (int d = 0; d < axes.length; d++) {
      String shown = told.isEmpty() ? "axis " + d : "axis \"" + told.get(d).name() + "\"";
      if (axes[d] == null && shape[d] != 1) {
        throw json.refuse(
            "has the %s of %d voxels, which cannot be shown".formatted(shown, shape[d]),
            "t, c, z, y and x, and others of one voxel");
      }
      if (axes[d] == null) {
        notes.add(shown + ", which has one voxel, is left out");
      }
    }
    if (kept.length == 0) {
      throw json.refuse("has no axis that can be shown", "some of t, c, z, y and x");
    }
    Axes all = new Axes(IntStream.of(kept).mapToObj(d -> axes[d]).toList());
    if (!named) {
      notes.add("axes without names were taken for " + all);
    }
    return new AxisNaming(all, kept, notes);
  }

  private static void byName(List<Told> told, Axis[] axes) {
    Set<Axis> taken = EnumSet.noneOf(Axis.class);
    for (int d = 0; d < axes.length; d++) {
      Optional<Axis> axis = Axis.named(told.get(d).name());
      if (axis.isPresent() && taken.add(axis.get())) {
        axes[d] = axis.get();
      }
    }
  }

  /** From the last axis on, so that the last one of space is x. */
  private static void byType(List<Told> told, long[] shape, Axis[] axes) {
    for (int d = axes.length - 1; d >= 0; d--) {
      if (axes[d] == null) {
        Set<Axis> taken = EnumSet.noneOf(Axis.class);
        Arrays.stream(axes).filter(Objects::nonNull).forEach(taken::add);
        axes[d] =
            candidates(told.get(d), shape[d]).stream()
                .filter(a -> !taken.contains(a))
                .findFirst()
                .orElse(null);
      }
    }
  }

  private static List<Axis> candidates(Told told, long size) {
    if (told.isNameless() && told.type().isEmpty()) {
      return USUAL;
    }
    return switch (told.type().toLowerCase(Locale.ROOT)) {
      case "space" -> List.of(Axis.X, Axis.Y, Axis.Z);
      case "time" -> List.of(Axis.T);
      case "channel" -> List.of(Axis.C);
      // Axes of one voxel can be left out: the letter is for those that cannot.
      default -> size == 1 ? List.of() : List.of(Axis.C);
    };
  }

  private static void byPlace(Axis[] axes) {
    for (int i = 0; i < Math.min(axes.length, USUAL.size()); i++) {
      axes[axes.length - 1 - i] = USUAL.get(i);
    }
  }
}
