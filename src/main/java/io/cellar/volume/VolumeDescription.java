package io.cellar.volume;

import java.util.List;
import java.util.Optional;

/**
 * A volume as a description file names it, checked and with all defaults filled in.
 *
 * @param name what to call it: the local name, else the remote one, else the file's name
 * @param geometry its voxels and blocks
 * @param cache how they lie on disk; for files that are read where they lie, where that is
 * @param origin where blocks come from that are not in the cache; empty for a fileset that is all
 *     there is
 * @param fill what voxels are that the origin is proved to store nothing of; empty when that is not
 *     defined
 * @param drange lowest and highest value that can occur
 * @param voxelSize size of a voxel along each axis in {@code voxelUnit}, in axes order; empty when
 *     not told
 * @param voxelUnit such as {@code nm}; empty text when not told
 */
public record VolumeDescription(
    String name,
    ArrayGeometry geometry,
    CacheLayout cache,
    Optional<Origin> origin,
    Optional<FillValue> fill,
    Optional<ValueRange> drange,
    List<Double> voxelSize,
    String voxelUnit) {

  public VolumeDescription {
    voxelSize = List.copyOf(voxelSize);
  }

  /** A volume without a fill value. */
  public VolumeDescription(
      String name,
      ArrayGeometry geometry,
      CacheLayout cache,
      Optional<Origin> origin,
      Optional<ValueRange> drange,
      List<Double> voxelSize,
      String voxelUnit) {
    this(name, geometry, cache, origin, Optional.empty(), drange, voxelSize, voxelUnit);
  }

  /** True when a server has its blocks. */
  public boolean isRemote() {
    return origin.isPresent() && !origin.get().isLocal() && !origin.get().isComputed();
  }

  /** True for files of the user's own that are read where they lie: never to be changed. */
  public boolean isOriginal() {
    return origin.isPresent() && origin.get().isLocal();
  }

  /** True for a level that is computed from a finer one, and kept in a cache. */
  public boolean isComputed() {
    return origin.isPresent() && origin.get().isComputed();
  }

  /** The axes, the same in both parts. */
  public Axes axes() {
    return geometry.axes();
  }

  /** What callers see as the voxel type. */
  public DType dtype() {
    return geometry.dtype();
  }

  /** Size of the view. */
  public long[] viewShape() {
    return geometry.viewShape();
  }
}
