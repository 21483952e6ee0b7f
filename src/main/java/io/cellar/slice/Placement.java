package io.cellar.slice;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a volume lies over the reference volume whose coordinates a pane counts in. Along each axis
 * of its own: {@code own = reference * scale + offset}, both view coordinates of the finest level
 * in which voxel i covers [i, i+1). An axis that the reference lacks stands at voxel 0. Immutable.
 */
public final class Placement {
  private final Axes reference;
  private final Axes own;
  private final double[] scale;
  private final double[] offset;

  /**
   * A placement.
   *
   * @param reference axes of the volume that panes count in
   * @param own axes of the volume that is placed
   * @param scale own voxels along the edge of a reference voxel, positive, in own axes order
   * @param offset own coordinate of the reference's 0, in own axes order
   */
  public Placement(Axes reference, Axes own, double[] scale, double[] offset) {
    if (scale.length != own.rank() || offset.length != own.rank()) {
      throw new IllegalArgumentException(
          "axes %s need %d scales and offsets, not %d and %d"
              .formatted(own, own.rank(), scale.length, offset.length));
    }
    if (Arrays.stream(scale).anyMatch(s -> !(s > 0) || Double.isInfinite(s))) {
      throw new IllegalArgumentException("scales " + Arrays.toString(scale) + ": expected above 0");
    }
    this.reference = reference;
    this.own = own;
    this.scale = scale.clone();
    this.offset = offset.clone();
  }

  /** The reference volume itself. */
  public static Placement same(Axes axes) {
    double[] ones = new double[axes.rank()];
    Arrays.fill(ones, 1);
    return new Placement(axes, axes, ones, new double[axes.rank()]);
  }

  /** Own voxels along the edge of a reference voxel, in own axes order. */
  public double[] scale() {
    return scale.clone();
  }

  /** Own coordinate of the reference's 0, in own axes order. */
  public double[] offset() {
    return offset.clone();
  }

  /** The same, elsewhere. */
  public Placement withOffset(double[] newOffset) {
    return new Placement(reference, own, scale, newOffset);
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
            view.centerH() * scale[h] + offset[h],
            view.centerV() * scale[v] + offset[v],
            view.zoomH() / scale[h],
            view.zoomV() / scale[v],
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
      at[d] = there < 0 ? 0 : (long) Math.floor((voxel[there] + 0.5) * scale[d] + offset[d]);
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
        at[there] = (long) Math.floor((voxel[d] + 0.5 - offset[d]) / scale[d]);
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
      start[d] = there < 0 ? 0 : (long) Math.floor(region.start(there) * scale[d] + offset[d]);
      stop[d] = there < 0 ? 1 : (long) Math.ceil(region.stop(there) * scale[d] + offset[d]);
    }
    return new Roi(start, stop);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Placement p
        && reference.equals(p.reference)
        && own.equals(p.own)
        && Arrays.equals(scale, p.scale)
        && Arrays.equals(offset, p.offset);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(scale) + 31 * Arrays.hashCode(offset);
  }
}
