package io.cellar.ui.overview;

import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.volume.Axis;
import java.util.List;

/**
 * Where the three sides of a volume lie: xy, zy to its right, xz below, all at one scale, and in
 * the proportions of the panes.
 */
final class MapLayout {
  private static final double GAP = 10;
  private static final double THINNEST = 5;

  private MapLayout() {}

  /** The boxes, centred in an area. */
  static List<MapBox> of(ViewState state, double width, double height) {
    double x = extent(state, Axis.X);
    double y = extent(state, Axis.Y);
    double z = extent(state, Axis.Z);
    double scale = Math.max(0, Math.min((width - GAP) / (x + z), (height - GAP) / (y + z)));
    double w = Math.max(THINNEST, x * scale);
    double h = Math.max(THINNEST, y * scale);
    double d = Math.max(THINNEST, z * scale);
    double left = Math.max(0, (width - w - d - GAP) / 2);
    double top = Math.max(0, (height - h - d - GAP) / 2);
    return List.of(
        box(state, Plane.XY, left, top, w, h),
        box(state, Plane.ZY, left + w + GAP, top, d, h),
        box(state, Plane.XZ, left, top + h + GAP, w, d));
  }

  private static MapBox box(ViewState state, Plane plane, double x, double y, double w, double h) {
    return new MapBox(
        plane, x, y, w, h, state.size(plane.horizontal()), state.size(plane.vertical()));
  }

  private static double extent(ViewState state, Axis axis) {
    return state.size(axis) * state.stretch(axis);
  }
}
