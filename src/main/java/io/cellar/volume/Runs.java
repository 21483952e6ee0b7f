package io.cellar.volume;

/**
 * The contiguous pieces of a box that is copied between two arrays in C order.
 *
 * <p>Rows are merged into longer runs where the box spans both arrays on the trailing axes, so that
 * copying whole planes costs one call.
 */
public final class Runs {

  /** Receives one contiguous piece. */
  @FunctionalInterface
  public interface Consumer {
    /**
     * One piece.
     *
     * @param from position of its first voxel in the source array
     * @param to position of its first voxel in the target array
     * @param length number of voxels, at least 1
     */
    void accept(long from, long to, long length);
  }

  private Runs() {}

  /**
   * Calls {@code consumer} for each contiguous piece of a box, in C order.
   *
   * @param fromShape shape of the source array
   * @param from position of the box in the source
   * @param toShape shape of the target array
   * @param to position of the box in the target
   * @param size shape of the box; it must lie within both arrays
   */
  public static void forEach(
      long[] fromShape, long[] from, long[] toShape, long[] to, long[] size, Consumer consumer) {
    int rank = size.length;
    for (int d = 0; d < rank; d++) {
      check(from[d], size[d], fromShape[d], d);
      check(to[d], size[d], toShape[d], d);
      if (size[d] == 0) {
        return;
      }
    }
    if (rank == 0) {
      consumer.accept(0, 0, 1);
      return;
    }
    int inner = rank - 1;
    long run = size[inner];
    while (inner > 0 && size[inner] == fromShape[inner] && size[inner] == toShape[inner]) {
      inner--;
      run *= size[inner];
    }
    long[] fromStride = strides(fromShape);
    long[] toStride = strides(toShape);
    long source = 0;
    long target = 0;
    for (int d = 0; d < rank; d++) {
      source += from[d] * fromStride[d];
      target += to[d] * toStride[d];
    }
    long[] index = new long[inner];
    while (true) {
      consumer.accept(source, target, run);
      int d = inner - 1;
      while (d >= 0 && ++index[d] == size[d]) {
        index[d] = 0;
        source -= (size[d] - 1) * fromStride[d];
        target -= (size[d] - 1) * toStride[d];
        d--;
      }
      if (d < 0) {
        return;
      }
      source += fromStride[d];
      target += toStride[d];
    }
  }

  private static void check(long start, long size, long available, int d) {
    if (start < 0 || size < 0 || size > available - start) {
      throw new IndexOutOfBoundsException(
          "axis " + d + ": " + start + " + " + size + " does not fit into " + available);
    }
  }

  /** Voxels between neighbours along each axis of an array in C order. */
  private static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= shape[d];
    }
    return strides;
  }
}
