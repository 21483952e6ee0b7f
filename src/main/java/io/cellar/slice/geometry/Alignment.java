package io.cellar.slice.geometry;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import io.cellar.volume.LengthUnit;
import io.cellar.volume.Origin;
import io.cellar.volume.VolumeDescription;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Finds where a volume lies over another one.
 *
 * <p>Sizes of voxels make the scale, where both volumes tell them in units that can be compared;
 * else a voxel covers a voxel. Places are those on the servers when both volumes have one, else
 * those in the caches; when the volumes would not meet there, their views begin at the same place.
 */
public final class Alignment {
  private static final int MOST_PARTS = 16;
  private static final double INEXACT = 1e-9;

  private final VolumeDescription reference;
  private final VolumeDescription own;

  private Alignment(VolumeDescription reference, VolumeDescription own) {
    this.reference = reference;
    this.own = own;
  }

  /**
   * The placement of a volume over a reference.
   *
   * @return empty when they have less than two axes of space in common
   */
  public static Optional<Placement> of(VolumeDescription reference, VolumeDescription own) {
    long shared =
        own.axes().order().stream().filter(a -> a.isSpace() && reference.axes().has(a)).count();
    return shared < 2 ? Optional.empty() : Optional.of(new Alignment(reference, own).placement());
  }

  private Placement placement() {
    double[] scale = scale();
    double[] offset = new double[scale.length];
    boolean remote = reference.origin().isPresent() && own.origin().isPresent();
    for (int d = 0; d < offset.length; d++) {
      Axis axis = own.axes().get(d);
      if (reference.axes().has(axis)) {
        offset[d] = origin(reference, axis, remote) * scale[d] - origin(own, axis, remote);
      }
    }
    boolean meet = meet(scale, offset);
    return new Placement(
        reference.axes(),
        own.axes(),
        IntStream.range(0, scale.length)
            .mapToObj(d -> new AxisMap(scale[d], meet ? offset[d] : 0))
            .toList());
  }

  private double[] scale() {
    Axes axes = own.axes();
    double[] scale = new double[axes.rank()];
    Arrays.fill(scale, 1);
    for (int d = 0; d < scale.length; d++) {
      Axis axis = axes.get(d);
      if (axis.isSpace() && reference.axes().has(axis)) {
        OptionalDouble ratio = ratio(axis);
        if (ratio.isEmpty()) {
          Arrays.fill(scale, 1);
          return scale;
        }
        scale[d] = ratio.getAsDouble();
      }
    }
    return scale;
  }

  /** Own voxels along the edge of a reference voxel, if that is known. */
  private OptionalDouble ratio(Axis axis) {
    OptionalDouble unit = LengthUnit.ratio(reference.voxelUnit(), own.voxelUnit());
    double theirs = size(reference, axis);
    double ours = size(own, axis);
    double ratio = unit.orElse(0) * theirs / ours;
    return ratio > 0 && Double.isFinite(ratio)
        ? OptionalDouble.of(simple(ratio))
        : OptionalDouble.empty();
  }

  /** The simple fraction that was meant: 0.3 is not quite three times 0.1 in binary. */
  private static double simple(double ratio) {
    for (int q = 1; q <= MOST_PARTS; q++) {
      double p = Math.rint(ratio * q);
      if (p > 0 && Math.abs(ratio * q - p) < INEXACT * p) {
        return p / q;
      }
    }
    return ratio;
  }

  /** Size of a voxel, 0 when not told. */
  private static double size(VolumeDescription volume, Axis axis) {
    int d = volume.axes().indexOf(axis);
    return d < volume.voxelSize().size() ? volume.voxelSize().get(d) : 0;
  }

  /** Stored, or remote, coordinate of a view's first voxel. */
  private static long origin(VolumeDescription volume, Axis axis, boolean remote) {
    long stored = volume.geometry().viewOrigin()[volume.axes().indexOf(axis)];
    if (!remote) {
      return stored;
    }
    Origin served = volume.origin().orElseThrow();
    return stored + served.originOffset()[served.axes().indexOf(axis)];
  }

  /** True when the views overlap along all axes that both volumes have. */
  private boolean meet(double[] scale, double[] offset) {
    for (int d = 0; d < scale.length; d++) {
      int there = reference.axes().indexOf(own.axes().get(d));
      if (there >= 0) {
        double end = reference.viewShape()[there] * scale[d] + offset[d];
        if (end <= 0 || offset[d] >= own.viewShape()[d]) {
          return false;
        }
      }
    }
    return true;
  }
}
