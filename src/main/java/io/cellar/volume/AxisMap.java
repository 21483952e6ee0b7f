package io.cellar.volume;

import java.util.Arrays;
import java.util.List;

/**
 * How one coordinate of an axis becomes another: {@code to = from * scale + offset}. From the view
 * of a level to that of the finest one ({@link Level}), or from one volume to another.
 *
 * <p>Coordinates are of edges: voxel i covers [i, i + 1), its middle is i + 0.5. So the voxels of a
 * level that average whole boxes of f finest voxels have scale f and offset 0. A format that tells
 * where the middles of voxels lie, counted from the middle of the finest voxel 0 in finest voxels,
 * as OME-Zarr's translation t does, has {@code offset = t - (f - 1) / 2}.
 *
 * @param scale units of {@code to} in one of {@code from}, positive
 * @param offset where 0 comes to lie
 */
public record AxisMap(double scale, double offset) {
  /** Leaves everything where it is. */
  public static final AxisMap IDENTITY = new AxisMap(1, 0);

  public AxisMap {
    if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "scale " + scale + " and offset " + offset + ": expected a scale above 0");
    }
  }

  /** Whether it leaves everything where it is. */
  public boolean isIdentity() {
    return scale == 1 && offset == 0;
  }

  /** Maps that leave 0 where it is. */
  public static List<AxisMap> scaled(long... scales) {
    return Arrays.stream(scales).mapToObj(scale -> new AxisMap(scale, 0)).toList();
  }

  /** So many that leave everything where it is. */
  public static List<AxisMap> identity(int rank) {
    return java.util.Collections.nCopies(rank, IDENTITY);
  }

  /** Where a coordinate comes to lie. */
  public double apply(double from) {
    return from * scale + offset;
  }

  /** What comes to lie at a coordinate. */
  public double applyInverse(double to) {
    return (to - offset) / scale;
  }

  /** The voxel that covers a coordinate: {@code apply(voxel) <= to < apply(voxel + 1)}. */
  public long voxelAt(double to) {
    // What division has rounded is put right, so that voxels and their edges always agree.
    long voxel = (long) Math.floor(applyInverse(to));
    return apply(voxel) > to ? voxel - 1 : apply(voxel + 1.0) <= to ? voxel + 1 : voxel;
  }

  /** The voxel that covers the middle of another one. */
  public long voxelAt(long to) {
    return voxelAt(to + 0.5);
  }

  /** The first voxel that does not begin before a coordinate. */
  public long firstFrom(double to) {
    long voxel = voxelAt(to);
    return apply(voxel) < to ? voxel + 1 : voxel;
  }
}
