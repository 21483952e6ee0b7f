package io.cellar.ui.coverage;

import io.cellar.ui.navigation.PaneSize;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;

/** What of a volume a pane shows, as a box of view coordinates. Toolkit-free. */
final class ViewBox {

  private ViewBox() {}

  /**
   * The voxels that a pane shows: its rectangle in the slice on show. At least one voxel, so that
   * it is never empty.
   */
  static Roi of(ViewState state, PaneSize pane) {
    int rank = state.axes().rank();
    long[] start = state.position();
    long[] stop = new long[rank];
    for (int d = 0; d < rank; d++) {
      Axis axis = state.axes().get(d);
      stop[d] = start[d] + 1;
      if (pane.plane().shows(axis)) {
        int pixels = axis == pane.plane().horizontal() ? pane.width() : pane.height();
        double half = pixels / state.zoom(axis) / 2;
        double size = state.size(axis);
        start[d] = (long) Math.clamp(Math.floor(state.center(axis) - half), 0, size - 1);
        stop[d] = (long) Math.clamp(Math.ceil(state.center(axis) + half), start[d] + 1.0, size);
      }
    }
    return new Roi(start, stop);
  }

  /**
   * The pane whose picture changes along an axis: the one that steps through it, else one that does
   * not show it, else any.
   */
  static Optional<PaneSize> across(Axis axis, ViewState state, List<PaneSize> panes) {
    return panes.stream()
        .filter(p -> normal(p.plane(), state).equals(Optional.of(axis)))
        .findFirst()
        .or(() -> panes.stream().filter(p -> !p.plane().shows(axis)).findFirst())
        .or(() -> panes.stream().findFirst());
  }

  private static Optional<Axis> normal(Plane plane, ViewState state) {
    return plane.normal(state.axes());
  }
}
