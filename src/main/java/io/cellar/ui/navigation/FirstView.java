package io.cellar.ui.navigation;

import io.cellar.slice.FetchLimit;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Roi;
import java.util.List;

/**
 * Where a volume is looked at first: all of it when its coarsest level is quickly fetched, else its
 * middle at one device pixel per voxel.
 */
public final class FirstView {
  /** A part of the fetch limit that comes within seconds. */
  private static final FetchLimit QUICK =
      new FetchLimit(FetchLimit.DEFAULT.maxBlocks() / 4, FetchLimit.DEFAULT.maxBytes() / 4);

  private FirstView() {}

  /**
   * The first view in panes of known sizes.
   *
   * @param edges proportions of a voxel, as {@link VoxelEdges} has them
   */
  public static ViewState of(MultiLevelVolume volume, double[] edges, List<PaneSize> panes) {
    ArrayGeometry finest = volume.finest().geometry();
    ArrayGeometry coarsest = volume.coarsest().geometry();
    ViewState middle = ViewState.middle(finest.axes(), finest.viewShape(), edges);
    ViewState cut = ViewState.middle(coarsest.axes(), coarsest.viewShape());
    return panes.stream().allMatch(p -> quick(coarsest, cut, p.plane()))
        ? middle.fit(panes)
        : middle;
  }

  /** True when a plane of a level is quickly fetched. */
  private static boolean quick(ArrayGeometry array, ViewState state, Plane plane) {
    Axes axes = array.axes();
    long[] start = state.position();
    long[] stop = state.position();
    for (int d = 0; d < start.length; d++) {
      boolean shown = plane.shows(axes.get(d));
      start[d] = shown ? 0 : start[d];
      stop[d] = shown ? array.viewShape()[d] : start[d] + 1;
    }
    long blocks = array.grid().countIn(array.toStored(new Roi(start, stop)));
    double bytes =
        (double) blocks * Roi.ofShape(array.blockShape()).voxels() * array.dtype().bytes();
    return blocks <= QUICK.maxBlocks() && bytes <= QUICK.maxBytes();
  }
}
