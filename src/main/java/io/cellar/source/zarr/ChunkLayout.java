package io.cellar.source.zarr;

import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How the voxels of a chunk lie in its decoded bytes. A chunk is always stored whole: what hangs
 * over the far edges of the array is there, and cut off.
 *
 * @param type of an element
 * @param chunk voxels of a whole chunk along each axis that the array is stored with
 * @param order the axes in the order in which they are stored in the chunk, the slowest first
 * @param kept the axes that the array is read with, in their order; others have one voxel
 * @param shape voxels of the array along each stored axis
 */
record ChunkLayout(StoredType type, long[] chunk, int[] order, int[] kept, long[] shape) {

  /** The order in which axes lie as they are counted. */
  static int[] identity(int rank) {
    int[] order = new int[rank];
    Arrays.setAll(order, d -> d);
    return order;
  }

  /** The axes in opposite order. */
  static int[] reversed(int rank) {
    int[] order = new int[rank];
    Arrays.setAll(order, d -> rank - 1 - d);
    return order;
  }

  /** A reordering of what is in an order already. */
  static int[] then(int[] order, int[] next) {
    int[] both = new int[order.length];
    Arrays.setAll(both, d -> order[next[d]]);
    return both;
  }

  /** Bytes of a whole chunk, which are few enough for an array. */
  int bytes() {
    long bytes = type.bytes();
    for (long n : chunk) {
      bytes = Math.multiplyExact(bytes, n);
    }
    return Math.toIntExact(bytes);
  }

  /**
   * The voxels inside the array.
   *
   * @param bytes of a whole chunk
   * @param position of the chunk along the kept axes
   */
  Block block(byte[] bytes, long[] position) {
    int rank = kept.length;
    long[] size = new long[rank];
    int[] stride = new int[rank];
    int[] strides = strides();
    for (int d = 0; d < rank; d++) {
      int axis = kept[d];
      size[d] = Math.min(chunk[axis], shape[axis] - position[d] * chunk[axis]);
      stride[d] = strides[axis];
    }
    Block block = Block.zeros(type.dtype(), size);
    new Rows(bytes, block, size, stride).copy(0, 0, 0);
    return block;
  }

  /** Elements from one voxel to the next along each stored axis. */
  private int[] strides() {
    int[] strides = new int[order.length];
    int stride = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      strides[order[i]] = stride;
      stride = (int) (stride * chunk[order[i]]);
    }
    return strides;
  }

  /** Copies a box row by row; the rows of the block follow one another. */
  private final class Rows {
    private final ByteBuffer bytes;
    private final Block block;
    private final long[] size;
    private final int[] stride;

    Rows(byte[] bytes, Block block, long[] size, int[] stride) {
      this.bytes =
          ByteBuffer.wrap(bytes)
              .order(type.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      this.block = block;
      this.size = size;
      this.stride = stride;
    }

    /** Gives where the next row goes. */
    int copy(int d, int from, int to) {
      if (d == size.length - 1) {
        row(from, to);
        return to + (int) size[d];
      }
      int next = to;
      for (int i = 0; i < size[d]; i++) {
        next = copy(d + 1, from + i * stride[d], next);
      }
      return next;
    }

    private void row(int from, int to) {
      int n = (int) size[size.length - 1];
      int step = stride[size.length - 1];
      int width = type.bytes();
      switch (block.values()) {
        case byte[] a when type.dtype() == DType.BOOL -> {
          for (int i = 0; i < n; i++) {
            a[to + i] = (byte) (bytes.get(from + i * step) == 0 ? 0 : 1);
          }
        }
        case byte[] a when step == 1 -> bytes.get(from, a, to, n);
        case byte[] a -> {
          for (int i = 0; i < n; i++) {
            a[to + i] = bytes.get(from + i * step);
          }
        }
        case short[] a -> {
          for (int i = 0; i < n; i++) {
            a[to + i] = bytes.getShort((from + i * step) * width);
          }
        }
        case int[] a -> {
          for (int i = 0; i < n; i++) {
            a[to + i] = bytes.getInt((from + i * step) * width);
          }
        }
        case long[] a -> {
          for (int i = 0; i < n; i++) {
            a[to + i] = bytes.getLong((from + i * step) * width);
          }
        }
        case float[] a when type.isHalf() -> {
          for (int i = 0; i < n; i++) {
            a[to + i] = Float.float16ToFloat(bytes.getShort((from + i * step) * width));
          }
        }
        case float[] a -> {
          for (int i = 0; i < n; i++) {
            a[to + i] = bytes.getFloat((from + i * step) * width);
          }
        }
        case double[] a -> {
          for (int i = 0; i < n; i++) {
            a[to + i] = bytes.getDouble((from + i * step) * width);
          }
        }
        default -> throw new IllegalStateException("voxels in " + block.values().getClass());
      }
    }
  }
}
