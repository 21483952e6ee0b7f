package io.cellar.ui.navigation;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The planes a volume is shown in.
 *
 * <p>Three of space that are longer than one voxel: xy, zy and xz. Two of them: that plane. Fewer:
 * the two longest axes, the slower one running down. A volume of a single axis has no plane.
 *
 * @param planes three planes, one, or none
 * @param sliders the axes that at least one plane does not show and that are longer than a voxel,
 *     in axes order
 */
public record PanePlan(List<Plane> planes, List<Axis> sliders) {

  public PanePlan {
    planes = List.copyOf(planes);
    sliders = List.copyOf(sliders);
  }

  /** The plan for a volume; {@code shape} is the view's, in axes order. */
  public static PanePlan of(Axes axes, long[] shape) {
    List<Plane> planes = planes(axes, shape);
    List<Axis> sliders = new ArrayList<>();
    for (int d = 0; d < axes.rank(); d++) {
      Axis axis = axes.get(d);
      if (shape[d] > 1 && planes.stream().anyMatch(p -> !p.shows(axis))) {
        sliders.add(axis);
      }
    }
    return new PanePlan(planes, sliders);
  }

  private static List<Plane> planes(Axes axes, long[] shape) {
    List<Axis> space =
        axes.order().stream().filter(a -> a.isSpace() && shape[axes.indexOf(a)] > 1).toList();
    if (space.size() == 3) {
      return List.of(Plane.XY, Plane.ZY, Plane.XZ);
    }
    if (space.size() == 2) {
      return List.of(flat(space));
    }
    if (axes.rank() < 2) {
      return List.of();
    }
    Comparator<Axis> bySize = Comparator.comparingLong(a -> -shape[axes.indexOf(a)]);
    List<Axis> longest =
        axes.order().stream()
            .sorted(bySize.thenComparing(a -> !a.isSpace()))
            .limit(2)
            .sorted(Comparator.comparingInt(axes::indexOf))
            .toList();
    return List.of(new Plane(longest.get(1), longest.get(0)));
  }

  private static Plane flat(List<Axis> space) {
    if (!space.contains(Axis.Z)) {
      return Plane.XY;
    }
    return space.contains(Axis.X) ? Plane.XZ : Plane.ZY;
  }
}
