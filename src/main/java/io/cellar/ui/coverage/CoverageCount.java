package io.cellar.ui.coverage;

import io.cellar.ui.OpenVolume;
import io.cellar.ui.navigation.LevelBlocks;
import io.cellar.ui.navigation.PaneSize;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All figures of one moment: what is to be counted, and counting it. Two that are equal count the
 * same. Toolkit-free; {@link #strips} and {@link #shares} are not for the JavaFX thread.
 *
 * @param state where the window looks
 * @param panes those that can be seen
 * @param levels the level that each of them shows
 * @param box an outlined box in view coordinates
 * @param versions of the coverage of every level
 */
record CoverageCount(
    ViewState state,
    List<PaneSize> panes,
    List<Integer> levels,
    Optional<Roi> box,
    List<Long> versions) {

  /** Most blocks that are looked at for one figure. */
  private static final int WORK = 20_000;

  /** The strips of all axes. */
  Map<Axis, StripSamples> strips(OpenVolume volume) {
    Map<Axis, StripSamples> strips = new EnumMap<>(Axis.class);
    for (Axis axis : state.axes().order()) {
      ViewBox.across(axis, state, panes)
          .ifPresent(
              pane -> {
                LevelBlocks blocks = blocks(volume, levels.get(panes.indexOf(pane)));
                Roi view = ViewBox.of(state, pane);
                strips.put(
                    axis, StripSamples.count(blocks, state.axes(), axis, view, state.size(axis)));
              });
    }
    return strips;
  }

  /** The share of the view, and of the box, by level. */
  ViewShares shares(OpenVolume volume) {
    List<LevelBlocks> all =
        IntStream.range(0, versions.size()).mapToObj(n -> blocks(volume, n)).toList();
    return new ViewShares(
        all.stream().map(this::view).toList(),
        box.map(roi -> inside(roi))
            .filter(roi -> !roi.isEmpty())
            .map(roi -> all.stream().map(b -> Tally.count(b, state.axes(), roi, WORK)).toList()));
  }

  private Tally view(LevelBlocks blocks) {
    return panes.stream()
        .map(p -> Tally.count(blocks, state.axes(), ViewBox.of(state, p), WORK))
        .reduce(Tally.NONE, Tally::plus);
  }

  private Roi inside(Roi roi) {
    long[] shape = state.axes().order().stream().mapToLong(state::size).toArray();
    return roi.intersect(Roi.ofShape(shape));
  }

  private static LevelBlocks blocks(OpenVolume volume, int level) {
    return new LevelBlocks(volume.levels().levels().get(level), volume.coverage(level));
  }

  /** What of a volume a pane shows, as a box of view coordinates. Toolkit-free. */
  private static final class ViewBox {

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
     * The pane whose picture changes along an axis: the one that steps through it, else one that
     * does not show it, else any.
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
}
