package io.cellar.ui.navigation;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import java.util.List;
import java.util.Optional;

/**
 * Two axes that a pane shows.
 *
 * @param horizontal axis that runs to the right
 * @param vertical axis that runs down
 */
public record Plane(Axis horizontal, Axis vertical) {

  public static final Plane XY = new Plane(Axis.X, Axis.Y);
  public static final Plane ZY = new Plane(Axis.Z, Axis.Y);
  public static final Plane XZ = new Plane(Axis.X, Axis.Z);

  public Plane {
    if (horizontal == vertical) {
      throw new IllegalArgumentException("a plane needs two axes, not " + horizontal + " twice");
    }
  }

  /** True when the axis is one of the two. */
  public boolean shows(Axis axis) {
    return axis == horizontal || axis == vertical;
  }

  /** The letters, such as {@code XY}. */
  public String name() {
    return horizontal.name() + vertical.name();
  }

  /**
   * The axis that one steps through: the remaining axis of space, else the first other axis; empty
   * when the volume has no other.
   */
  public Optional<Axis> normal(Axes axes) {
    List<Axis> others = axes.order().stream().filter(a -> !shows(a)).toList();
    return others.stream().filter(Axis::isSpace).findFirst().or(() -> others.stream().findFirst());
  }
}
