package io.cellar.hdf5;

import io.cellar.volume.DType;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the headers say of a dataset; its data has not been read.
 *
 * @param dataset path with a leading slash
 * @param shape voxels per axis, in the file's order
 * @param dtype type of the voxels
 * @param order byte order of the voxels
 * @param chunks shape of a chunk; empty when contiguous or compact
 * @param filters names of the filters in the order in which they were applied, such as {@code
 *     shuffle, gzip}
 */
public record Hdf5Info(
    String dataset,
    long[] shape,
    DType dtype,
    ByteOrder order,
    Optional<long[]> chunks,
    List<String> filters) {

  public Hdf5Info {
    shape = shape.clone();
    chunks = chunks.map(long[]::clone);
    filters = List.copyOf(filters);
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public Optional<long[]> chunks() {
    return chunks.map(long[]::clone);
  }

  @Override
  public String toString() {
    return "%s %s %s %s%s%s"
        .formatted(
            dataset,
            dtype.numpyName(),
            Arrays.toString(shape),
            order == ByteOrder.BIG_ENDIAN ? "big-endian" : "little-endian",
            chunks.map(c -> " chunks " + Arrays.toString(c)).orElse(""),
            filters.isEmpty() ? "" : " " + String.join(", ", filters));
  }
}
