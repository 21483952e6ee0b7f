package io.cellar.source.local;

import io.cellar.volume.Axes;
import io.cellar.volume.AxisMap;
import io.cellar.volume.DType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One resolution of an image: a dataset of an HDF5 file.
 *
 * @param dataset its path, with a leading slash
 * @param axes of the dataset, in its own order
 * @param dtype what its voxels are to be read as: the file's type, or another integer type of the
 *     same size
 * @param shape voxels per axis, in the order of the axes
 * @param toFinest from its voxels to those of the finest level, in the order of the axes
 */
public record LocalLevel(
    Path file, String dataset, Axes axes, DType dtype, long[] shape, List<AxisMap> toFinest) {

  public LocalLevel {
    shape = shape.clone();
    toFinest = List.copyOf(toFinest);
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public String toString() {
    return "%s:%s %s %s %s"
        .formatted(file, dataset, axes, Arrays.toString(shape), dtype.numpyName());
  }
}
