package io.cellar.ui.prefetch;

import io.cellar.ui.navigation.PaneSize;
import io.cellar.ui.navigation.ViewState;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What panes show, as a region. Toolkit-free. */
final class ViewedRegion {

  private ViewedRegion() {}

  /**
   * The smallest box of voxels around all that the panes show, clipped to the volume; axes that
   * none of them shows stand at the crosshair.
   *
   * @param panes at least one
   * @param slices so many more to both sides along {@link #stepAxis}
   * @return never empty, in view coordinates
   */
  static Roi of(ViewState state, List<PaneSize> panes, long slices) {
    int rank = state.axes().rank();
    long[] start = new long[rank];
    long[] stop = new long[rank];
    Optional<Axis> step = stepAxis(state, panes);
    for (int d = 0; d < rank; d++) {
      Axis axis = state.axes().get(d);
      long more = step.filter(axis::equals).isPresent() ? slices : 0;
      long size = state.size(axis);
      double half = halfExtent(state, panes, axis);
      boolean seen = half > 0;
      double first = seen ? Math.floor(state.center(axis) - half) : state.position(axis) - more;
      double last =
          seen ? Math.ceil(state.center(axis) + half) : (double) state.position(axis) + 1 + more;
      start[d] = Math.max(0, Math.min(size - 1, (long) first));
      stop[d] = Math.max(start[d] + 1, Math.min(size, (long) last));
    }
    return new Roi(start, stop);
  }

  /** Voxels from the middle of the panes to the farthest edge of one that shows the axis. */
  private static double halfExtent(ViewState state, List<PaneSize> panes, Axis axis) {
    double half = 0;
    for (PaneSize pane : panes) {
      if (pane.plane().horizontal() == axis) {
        half = Math.max(half, pane.width() / state.zoom(axis) / 2);
      }
      if (pane.plane().vertical() == axis) {
        half = Math.max(half, pane.height() / state.zoom(axis) / 2);
      }
    }
    return half;
  }

  /**
   * The axis along which more slices can be asked for: one of space that no pane shows, else the
   * first other; empty when the panes show all.
   */
  static Optional<Axis> stepAxis(ViewState state, List<PaneSize> panes) {
    List<Axis> others =
        state.axes().order().stream()
            .filter(axis -> panes.stream().noneMatch(p -> p.plane().shows(axis)))
            .toList();
    return others.stream().filter(Axis::isSpace).findFirst().or(() -> others.stream().findFirst());
  }

  /**
   * The axis along which a box is one slice thick: one of space, else the first other; empty when
   * there is none.
   */
  static Optional<Axis> thinAxis(Axes axes, Roi box) {
    List<Axis> thin =
        axes.order().stream().filter(axis -> box.size(axes.indexOf(axis)) == 1).toList();
    return thin.stream().filter(Axis::isSpace).findFirst().or(() -> thin.stream().findFirst());
  }

  /** A box with so many more slices to both sides along its {@link #thinAxis}, in the volume. */
  static Roi thicker(ViewState state, Roi box, long slices) {
    long[] start = box.start();
    long[] stop = box.stop();
    thinAxis(state.axes(), box)
        .ifPresent(
            axis -> {
              int d = state.axes().indexOf(axis);
              start[d] = Math.max(0, start[d] - slices);
              stop[d] = Math.min(state.size(axis), stop[d] + slices);
            });
    return new Roi(start, stop);
  }

  /** All of the volume. */
  static Roi whole(ViewState state) {
    long[] stop = new long[state.axes().rank()];
    Arrays.setAll(stop, d -> state.size(state.axes().get(d)));
    return new Roi(new long[stop.length], stop);
  }

  /**
   * A state that shows a region: its middle in the middle of the panes, zoomed out as far as is
   * needed.
   */
  static ViewState showing(ViewState state, Roi region, List<PaneSize> panes) {
    long[] middle = region.start();
    for (int d = 0; d < middle.length; d++) {
      middle[d] += region.size(d) / 2;
    }
    double zoom = state.zoom();
    for (PaneSize pane : panes) {
      zoom = Math.min(zoom, fitting(pane.width(), state, region, pane.plane().horizontal()));
      zoom = Math.min(zoom, fitting(pane.height(), state, region, pane.plane().vertical()));
    }
    return state.zoomTo(zoom).goTo(middle);
  }

  private static double fitting(int pixels, ViewState state, Roi region, Axis axis) {
    return 0.85 * pixels / region.size(state.axes().indexOf(axis)) / state.stretch(axis);
  }
}
