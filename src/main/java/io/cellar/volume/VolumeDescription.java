package io.cellar.volume;

import java.util.List;
import java.util.Optional;

/**
 * A volume as a description file names it, checked and with all defaults filled in.
 *
 * @param name what to call it: the local name, else the remote one, else the file's name
 * @param geometry its voxels and blocks
 * @param cache how they lie on disk
 * @param remote where missing blocks come from; empty for a fileset that is only local
 * @param drange lowest and highest value that can occur
 * @param voxelSize size of a voxel along each axis in {@code voxelUnit}, in axes order; empty when
 *     not told
 * @param voxelUnit such as {@code nm}; empty text when not told
 */
public record VolumeDescription(
    String name,
    ArrayGeometry geometry,
    CacheLayout cache,
    Optional<RemoteVolume> remote,
    Optional<ValueRange> drange,
    List<Double> voxelSize,
    String voxelUnit) {

  public VolumeDescription {
    voxelSize = List.copyOf(voxelSize);
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
