package io.cellar.slice.geometry;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;

/**
 * Where a volume lies over the reference volume whose coordinates a pane counts in. Along each axis
 * of its own: {@code own = reference * scale + offset}, both view coordinates of the finest level
 * in which voxel i covers [i, i+1). An axis that the reference lacks stands at voxel 0. Immutable.
 */
public final class Placement {
  private final Axes reference;
  private final Axes own;
  private final List<AxisMap> toOwn;

  /**
   * @param reference axes of the volume that panes count in
   * @param own axes of the volume that is placed
   * @param toOwn from reference to own coordinates, in own axes order
   */
  public Placement(Axes reference, Axes own, List<AxisMap> toOwn) {
    if (toOwn.size() != own.rank()) {
      throw new IllegalArgumentException("axes %s need as many maps, not %s".formatted(own, toOwn));
    }
    this.reference = reference;
    this.own = own;
    this.toOwn = List.copyOf(toOwn);
  }

  /** The reference volume itself. */
  public static Placement same(Axes axes) {
    return new Placement(axes, axes, AxisMap.identity(axes.rank()));
  }

  /** From reference to own coordinates, in own axes order. */
  public List<AxisMap> toOwn() {
    return toOwn;
  }

  /** The own view of what a view shows; empty when the volume lacks one of the shown axes. */
  public Optional<SliceView> view(SliceView view) {
    int h = own.indexOf(view.horizontal());
    int v = own.indexOf(view.vertical());
    if (h < 0 || v < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new SliceView(
            view.horizontal(),
            view.vertical(),
            voxel(view.position()),
            toOwn.get(h).apply(view.centerH()),
            toOwn.get(v).apply(view.centerV()),
            view.zoomH() / toOwn.get(h).scale(),
            view.zoomV() / toOwn.get(v).scale(),
            view.width(),
            view.height()));
  }

  /**
   * The own voxel at the middle of a reference voxel, in own axes order; may lie outside.
   *
   * @param voxel in the reference's axes order
   */
  public long[] voxel(long[] voxel) {
    long[] at = new long[own.rank()];
    for (int d = 0; d < at.length; d++) {
      Axis axis = own.get(d);
      int there = reference.indexOf(axis);
      at[d] = there < 0 ? 0 : (long) Math.floor(toOwn.get(d).apply(voxel[there] + 0.5));
    }
    return at;
  }

  /**
   * The reference's voxel at the middle of an own voxel, in the reference's axes order; may lie
   * outside.
   *
   * @param voxel in own axes order
   * @param other in the reference's axes order: taken along axes that this volume lacks
   */
  public long[] reference(long[] voxel, long[] other) {
    long[] at = other.clone();
    for (int d = 0; d < voxel.length; d++) {
      int there = reference.indexOf(own.get(d));
      if (there >= 0) {
        at[there] = toOwn.get(d).voxelAt(voxel[d]);
      }
    }
    return at;
  }

  /**
   * All own voxels that a region of the reference touches, in own axes order; may lie outside.
   *
   * @param region in the reference's axes order
   */
  public Roi roi(Roi region) {
    long[] start = new long[own.rank()];
    long[] stop = new long[own.rank()];
    for (int d = 0; d < start.length; d++) {
      int there = reference.indexOf(own.get(d));
      start[d] = there < 0 ? 0 : (long) Math.floor(toOwn.get(d).apply(region.start(there)));
      stop[d] = there < 0 ? 1 : (long) Math.ceil(toOwn.get(d).apply(region.stop(there)));
    }
    return new Roi(start, stop);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Placement p
        && reference.equals(p.reference)
        && own.equals(p.own)
        && toOwn.equals(p.toOwn);
  }

  @Override
  public int hashCode() {
    return toOwn.hashCode();
  }
}
