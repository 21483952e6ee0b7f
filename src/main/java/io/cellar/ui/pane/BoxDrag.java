package io.cellar.ui.pane;

import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.Optional;

/**
 * A box that is being drawn in a pane: between the voxel where it began and the one under the
 * mouse, one slice thick. When a box that was drawn in another pane is still outlined, this one
 * gives it its depth instead: its extent along the axes that the other pane did not show. It is the
 * region of the {@link PaneContext} meanwhile. JavaFX thread.
 */
final class BoxDrag {
  private final PaneContext context;
  private final Plane plane;
  private final long[] from;
  private final Optional<Roi> before;
  private final Optional<Drawn> drawnBefore;
  private final Optional<Drawn> deepened;

  /**
   * A box that was drawn.
   *
   * @param plane of the pane in which its first two axes were drawn
   * @param box in view coordinates
   */
  record Drawn(Plane plane, Roi box) {
    /** True while what is outlined differs from it in depth at the most. */
    private boolean isOutlined(ViewState state, Roi outlined) {
      return state.axes().order().stream()
          .filter(plane::shows)
          .mapToInt(state.axes()::indexOf)
          .allMatch(d -> outlined.start(d) == box.start(d) && outlined.stop(d) == box.stop(d));
    }
  }

  /** Begins at a voxel, in axes order. */
  BoxDrag(PaneContext context, Plane plane, long[] from) {
    this.context = context;
    this.plane = plane;
    this.from = from.clone();
    this.before = context.region().get();
    this.drawnBefore = context.pointer().drawn();
    this.deepened =
        drawnBefore
            .filter(drawn -> !drawn.plane().equals(plane))
            .filter(
                drawn ->
                    before
                        .filter(box -> drawn.isOutlined(context.navigator().state(), box))
                        .isPresent());
  }

  /** The mouse is over a voxel; what lies outside the volume is cut off. */
  void to(long[] voxel) {
    ViewState state = context.navigator().state();
    long[] start = deepened.flatMap(d -> before).map(Roi::start).orElseGet(state::position);
    long[] stop = deepened.flatMap(d -> before).map(Roi::stop).orElseGet(() -> after(start));
    for (int d = 0; d < start.length; d++) {
      Axis axis = state.axes().get(d);
      if (plane.shows(axis) && deepened.filter(drawn -> drawn.plane().shows(axis)).isEmpty()) {
        long a = inside(from[d], state.size(axis));
        long b = inside(voxel[d], state.size(axis));
        start[d] = Math.min(a, b);
        stop[d] = Math.max(a, b) + 1;
      }
    }
    Roi box = new Roi(start, stop);
    Plane first = deepened.map(Drawn::plane).orElse(plane);
    context.pointer().drawn(Optional.of(new Drawn(first, box)));
    context.region().set(Optional.of(box));
  }

  /** What was outlined before is outlined again. */
  void giveUp() {
    context.pointer().drawn(drawnBefore);
    context.region().set(before);
  }

  private static long[] after(long[] voxel) {
    long[] next = voxel.clone();
    Arrays.setAll(next, d -> voxel[d] + 1);
    return next;
  }

  private static long inside(long voxel, long size) {
    return Math.clamp(voxel, 0, size - 1);
  }
}
