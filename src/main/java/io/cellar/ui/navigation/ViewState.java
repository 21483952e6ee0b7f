package io.cellar.ui.navigation;

import io.cellar.settings.ViewPlace;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import java.util.Arrays;
import java.util.List;

/**
 * What the window looks at. Every change makes a new state; positions are kept inside the volume,
 * centres too, so that the volume can never be lost.
 *
 * <p>Position and centre are view coordinates in axes order: the position is a voxel, the centre a
 * point (voxel i covers [i, i+1)) that lies at the middle of every pane that shows its axis.
 */
public final class ViewState {
  /** Most device pixels per voxel. */
  public static final double MAX_ZOOM = 256;

  /** At the least zoom the longest axis still has this many device pixels. */
  private static final double LEAST_PIXELS = 16;

  private final Axes axes;
  private final long[] shape;
  private final double[] stretch;
  private final long[] position;
  private final double[] center;
  private final double zoom;

  private ViewState(
      Axes axes, long[] shape, double[] stretch, long[] position, double[] center, double zoom) {
    this.axes = axes;
    this.shape = shape;
    this.stretch = stretch;
    this.position = position;
    this.center = center;
    this.zoom = zoom;
  }

  /** The middle of a volume of cubic voxels at one device pixel per voxel. */
  public static ViewState middle(Axes axes, long[] shape) {
    double[] cubes = new double[shape.length];
    Arrays.fill(cubes, 1);
    return middle(axes, shape, cubes);
  }

  /**
   * The middle of a volume at one device pixel per shortest edge of a voxel.
   *
   * @param stretch length of a voxel's edges, in axes order, as multiples of the shortest
   */
  public static ViewState middle(Axes axes, long[] shape, double[] stretch) {
    long[] position = new long[shape.length];
    double[] center = new double[shape.length];
    for (int d = 0; d < shape.length; d++) {
      position[d] = axes.get(d).isSpace() ? shape[d] / 2 : 0;
      center[d] = shape[d] / 2.0;
    }
    return new ViewState(axes, shape.clone(), stretch.clone(), position, center, 1);
  }

  public Axes axes() {
    return axes;
  }

  /** Voxels of the view along an axis. */
  public long size(Axis axis) {
    return shape[axes.indexOf(axis)];
  }

  /** The crosshair, a voxel in axes order. */
  public long[] position() {
    return position.clone();
  }

  /** The crosshair's voxel along one axis. */
  public long position(Axis axis) {
    return position[axes.indexOf(axis)];
  }

  /** Coordinate at the middle of the panes along one axis. */
  public double center(Axis axis) {
    return center[axes.indexOf(axis)];
  }

  /** Device pixels per shortest edge of a voxel, the same for all panes. */
  public double zoom() {
    return zoom;
  }

  /** Length of a voxel's edge along an axis, as a multiple of the shortest edge. */
  public double stretch(Axis axis) {
    return stretch[axes.indexOf(axis)];
  }

  /** Device pixels per voxel along an axis. */
  public double zoom(Axis axis) {
    return zoom * stretch(axis);
  }

  /** The same place with voxels of other proportions. */
  public ViewState stretched(double[] edges) {
    return new ViewState(axes, shape, edges.clone(), position, center, zoom);
  }

  /**
   * What a pane of a size shows now. Two states have equal ones if the same pixels are to be seen:
   * where the crosshair stands in the pane does not count.
   */
  public SliceView slice(PaneSize pane) {
    Axis h = pane.plane().horizontal();
    Axis v = pane.plane().vertical();
    long[] cut = position.clone();
    cut[axes.indexOf(h)] = 0;
    cut[axes.indexOf(v)] = 0;
    return new SliceView(
        h, v, cut, center(h), center(v), zoom(h), zoom(v), pane.width(), pane.height());
  }

  /** Moves the picture of a plane by device pixels, as a drag of the mouse does. */
  public ViewState drag(Plane plane, double dx, double dy) {
    double[] next = center.clone();
    shift(next, plane.horizontal(), -dx / zoom(plane.horizontal()));
    shift(next, plane.vertical(), -dy / zoom(plane.vertical()));
    return with(position, next, zoom);
  }

  /** Moves crosshair and picture along one axis by voxels. */
  public ViewState move(Axis axis, long voxels) {
    ViewState stepped = step(axis, voxels);
    double[] next = center.clone();
    shift(next, axis, stepped.position(axis) - position(axis));
    return with(stepped.position, next, zoom);
  }

  /** Moves the crosshair alone along one axis by voxels, as far as the volume goes. */
  public ViewState step(Axis axis, long voxels) {
    long[] next = position.clone();
    int d = axes.indexOf(axis);
    next[d] = clamp(saturatedAdd(next[d], voxels), shape[d]);
    return with(next, center, zoom);
  }

  /** Puts the crosshair at a voxel along one axis. */
  public ViewState at(Axis axis, long voxel) {
    return step(axis, voxel - position(axis));
  }

  /** Puts the crosshair at a voxel; it may lie outside and is then moved in. */
  public ViewState at(long[] voxel) {
    long[] next = new long[shape.length];
    for (int d = 0; d < next.length; d++) {
      next[d] = clamp(voxel[d], shape[d]);
    }
    return with(next, center, zoom);
  }

  /** Puts the crosshair at a voxel and the middle of all panes on it. */
  public ViewState goTo(long[] voxel) {
    return at(voxel).centered();
  }

  /** What is kept of it. */
  public ViewPlace place() {
    return ViewPlace.of(position, center, zoom);
  }

  /** At a kept place, as far as the volume goes; as it is when the place has other axes. */
  public ViewState placed(ViewPlace place) {
    return place.position().size() == shape.length
        ? at(place.voxel()).with(place.middle(), place.zoom())
        : this;
  }

  private ViewState with(double[] nextCenter, double nextZoom) {
    return with(position, nextCenter, clampZoom(nextZoom));
  }

  /** Puts the middle of all panes on the crosshair. */
  public ViewState centered() {
    double[] next = new double[shape.length];
    for (int d = 0; d < next.length; d++) {
      next[d] = position[d] + 0.5;
    }
    return with(position, next, zoom);
  }

  /**
   * Scales by a factor about a point of a plane: what lies there stays there. Axes that the plane
   * does not show are scaled about the crosshair.
   *
   * @param h coordinate along the plane's horizontal axis
   * @param v coordinate along the plane's vertical axis
   */
  public ViewState zoomAt(Plane plane, double h, double v, double factor) {
    double to = clampZoom(zoom * factor);
    double keep = zoom / to;
    double[] next = new double[shape.length];
    for (int d = 0; d < next.length; d++) {
      Axis axis = axes.get(d);
      double fixed =
          axis == plane.horizontal() ? h : axis == plane.vertical() ? v : position[d] + 0.5;
      next[d] = fixed - (fixed - center[d]) * keep;
    }
    return with(position, next, to);
  }

  /** Another zoom about the middle of the panes. */
  public ViewState zoomTo(double value) {
    return with(position, center, clampZoom(value));
  }

  /** The whole volume in every one of the panes, with a little air around it. */
  public ViewState fit(List<PaneSize> panes) {
    double least = Double.MAX_VALUE;
    double[] next = center.clone();
    for (PaneSize pane : panes) {
      least = Math.min(least, fitting(pane.width(), pane.plane().horizontal(), next));
      least = Math.min(least, fitting(pane.height(), pane.plane().vertical(), next));
    }
    return panes.isEmpty() ? this : with(position, next, clampZoom(least));
  }

  private double fitting(int pixels, Axis axis, double[] centers) {
    int d = axes.indexOf(axis);
    centers[d] = shape[d] / 2.0;
    return Math.max(1, pixels * 0.94) / shape[d] / stretch[d];
  }

  /** Moves the panes' middle just so far that the crosshair lies inside all of them. */
  public ViewState reveal(List<PaneSize> panes) {
    double[] next = center.clone();
    for (PaneSize pane : panes) {
      reveal(next, pane.plane().horizontal(), pane.width());
      reveal(next, pane.plane().vertical(), pane.height());
    }
    return with(position, next, zoom);
  }

  private void reveal(double[] centers, Axis axis, int pixels) {
    int d = axes.indexOf(axis);
    double seen = pixels / zoom(axis);
    double half = Math.max(0, seen / 2 - Math.min(2, seen / 8));
    double at = position[d] + 0.5;
    centers[d] = Math.max(at - half, Math.min(at + half, centers[d]));
  }

  private void shift(double[] centers, Axis axis, double by) {
    centers[axes.indexOf(axis)] += by;
  }

  private ViewState with(long[] nextPosition, double[] nextCenter, double nextZoom) {
    double[] inside = nextCenter.clone();
    for (int d = 0; d < inside.length; d++) {
      inside[d] = Math.max(0, Math.min(shape[d], inside[d]));
    }
    return new ViewState(axes, shape, stretch, nextPosition, inside, nextZoom);
  }

  private double clampZoom(double value) {
    double longest = 1;
    for (int d = 0; d < shape.length; d++) {
      longest = Math.max(longest, shape[d] * stretch[d]);
    }
    return Math.max(Math.min(LEAST_PIXELS / longest, 1), Math.min(MAX_ZOOM, value));
  }

  private static long clamp(long voxel, long size) {
    return Math.max(0, Math.min(size - 1, voxel));
  }

  private static long saturatedAdd(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? (b < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ViewState s
        && axes.equals(s.axes)
        && Arrays.equals(shape, s.shape)
        && Arrays.equals(stretch, s.stretch)
        && Arrays.equals(position, s.position)
        && Arrays.equals(center, s.center)
        && zoom == s.zoom;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(position) + 31 * Arrays.hashCode(center) + Double.hashCode(zoom);
  }

  @Override
  public String toString() {
    return axes + Arrays.toString(position) + " centre " + Arrays.toString(center) + " x" + zoom;
  }
}
