package io.cellar.ui.pane;

import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.Optional;

/**
 * A box that is being drawn in a pane: between the voxel where it began and the one under the
 * mouse, one slice thick. It is the region of the {@link PaneContext} meanwhile. JavaFX thread.
 */
final class BoxDrag {
  private final PaneContext context;
  private final Plane plane;
  private final long[] from;
  private final Optional<Roi> before;

  /** Begins at a voxel, in axes order. */
  BoxDrag(PaneContext context, Plane plane, long[] from) {
    this.context = context;
    this.plane = plane;
    this.from = from.clone();
    this.before = context.region().get();
  }

  /** The mouse is over a voxel; what lies outside the volume is cut off. */
  void to(long[] voxel) {
    ViewState state = context.navigator().state();
    long[] start = state.position();
    long[] stop = new long[start.length];
    for (int d = 0; d < start.length; d++) {
      Axis axis = state.axes().get(d);
      long a = plane.shows(axis) ? inside(from[d], state.size(axis)) : start[d];
      long b = plane.shows(axis) ? inside(voxel[d], state.size(axis)) : start[d];
      start[d] = Math.min(a, b);
      stop[d] = Math.max(a, b) + 1;
    }
    context.region().set(Optional.of(new Roi(start, stop)));
  }

  /** What was outlined before is outlined again. */
  void giveUp() {
    context.region().set(before);
  }

  private static long inside(long voxel, long size) {
    return Math.clamp(voxel, 0, size - 1);
  }
}
