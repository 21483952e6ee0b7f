package io.cellar.slice.geometry;

import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/**
 * One plane of a block: rows along the horizontal axis, the horizontal axis fastest. It is copied
 * out of the block, or lies in it and keeps it in memory.
 *
 * @param dtype how to read the values
 * @param values array of the dtype's Java form that holds the plane; not to be written to
 * @param offset of the plane's first voxel in it
 * @param width voxels along the horizontal axis
 * @param height voxels along the vertical axis
 */
public record SlicePlane(DType dtype, Object values, int offset, int width, int height) {
  /** What a plane costs besides its voxels: array, record, key and map entry. */
  private static final int OVERHEAD = 160;

  /**
   * Strided reads go in tiles, so that a cache line of the block is used before it goes: few voxels
   * along the rows, which often lie a power of two apart and so take each other's place.
   */
  private static final int TILE_H = 8;

  private static final int TILE_V = 32;

  /** A plane that has an array of its own. */
  public SlicePlane(DType dtype, Object values, int width, int height) {
    this(dtype, values, 0, width, height);
  }

  /** Bytes in memory of a plane that has an array of its own. */
  public long bytes() {
    return bytes(dtype, width, height);
  }

  public static long bytes(DType dtype, long width, long height) {
    return width * height * dtype.bytes() + OVERHEAD;
  }

  /**
   * Copies a plane.
   *
   * @param h axis of the block that becomes the rows' direction
   * @param v axis of the block that goes across the rows
   * @param offset of the plane's first voxel in the block's array
   */
  static SlicePlane copy(Block block, int h, int v, int offset) {
    return copy(block, h, v, offset, 0, 1).getFirst();
  }

  /**
   * Copies several planes in one pass: those whose voxels share cache lines of the block cost
   * little more than one of them.
   *
   * @param h axis of the block that becomes the rows' direction
   * @param v axis of the block that goes across the rows
   * @param offset of the first plane's first voxel in the block's array
   * @param apart from a plane's first voxel to that of the next one
   * @param count how many
   */
  static List<SlicePlane> copy(Block block, int h, int v, int offset, int apart, int count) {
    int width = (int) block.size(h);
    int height = (int) block.size(v);
    int strideH = stride(block, h);
    int strideV = stride(block, v);
    Object from = block.values();
    List<SlicePlane> planes = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      Object to = block.dtype().newArray(width * height);
      planes.add(new SlicePlane(block.dtype(), to, width, height));
    }
    if (strideH == 1 && strideV == width) {
      for (int n = 0; n < count; n++) {
        System.arraycopy(from, offset + n * apart, planes.get(n).values, 0, width * height);
      }
    } else if (strideH == 1) {
      for (int y = 0; y < height; y++) {
        for (int n = 0; n < count; n++) {
          int row = offset + n * apart + y * strideV;
          System.arraycopy(from, row, planes.get(n).values, y * width, width);
        }
      }
    } else {
      for (int y = 0; y < height; y += TILE_V) {
        for (int x = 0; x < width; x += TILE_H) {
          int yEnd = Math.min(y + TILE_V, height);
          int xEnd = Math.min(x + TILE_H, width);
          for (int n = 0; n < count; n++) {
            int first = offset + n * apart;
            Strided strided = new Strided(first, strideH, strideV, width, x, xEnd, y, yEnd);
            strided.copy(from, planes.get(n).values);
          }
        }
      }
    }
    return planes;
  }

  /** Where a row begins in {@link #values}. */
  public int row(int y) {
    return offset + y * width;
  }

  /** From a voxel of a block's array to the next one along an axis. */
  static int stride(Block block, int axis) {
    int stride = 1;
    for (int d = axis + 1; d < block.rank(); d++) {
      stride *= (int) block.size(d);
    }
    return stride;
  }

  /** A voxel as a boxed Java primitive: unsigned types as their bits. */
  Object get(int x, int y) {
    return Array.get(values, row(y) + x);
  }

  /** A tile of a plane. The loops are alike because each array type needs its own. */
  private record Strided(
      int offset, int strideH, int strideV, int width, int x0, int x1, int y0, int y1) {

    void copy(Object from, Object to) {
      switch (from) {
        case byte[] a -> copy(a, (byte[]) to);
        case short[] a -> copy(a, (short[]) to);
        case int[] a -> copy(a, (int[]) to);
        case long[] a -> copy(a, (long[]) to);
        case float[] a -> copy(a, (float[]) to);
        case double[] a -> copy(a, (double[]) to);
        default -> throw new IllegalArgumentException("no voxels: " + from.getClass());
      }
    }

    private void copy(byte[] from, byte[] to) {
      for (int y = y0; y < y1; y++) {
        for (int x = x0, at = offset + y * strideV + x0 * strideH; x < x1; x++, at += strideH) {
          to[y * width + x] = from[at];
        }
      }
    }

    private void copy(short[] from, short[] to) {
      for (int y = y0; y < y1; y++) {
        for (int x = x0, at = offset + y * strideV + x0 * strideH; x < x1; x++, at += strideH) {
          to[y * width + x] = from[at];
        }
      }
    }

    private void copy(int[] from, int[] to) {
      for (int y = y0; y < y1; y++) {
        for (int x = x0, at = offset + y * strideV + x0 * strideH; x < x1; x++, at += strideH) {
          to[y * width + x] = from[at];
        }
      }
    }

    private void copy(long[] from, long[] to) {
      for (int y = y0; y < y1; y++) {
        for (int x = x0, at = offset + y * strideV + x0 * strideH; x < x1; x++, at += strideH) {
          to[y * width + x] = from[at];
        }
      }
    }

    private void copy(float[] from, float[] to) {
      for (int y = y0; y < y1; y++) {
        for (int x = x0, at = offset + y * strideV + x0 * strideH; x < x1; x++, at += strideH) {
          to[y * width + x] = from[at];
        }
      }
    }

    private void copy(double[] from, double[] to) {
      for (int y = y0; y < y1; y++) {
        for (int x = x0, at = offset + y * strideV + x0 * strideH; x < x1; x++, at += strideH) {
          to[y * width + x] = from[at];
        }
      }
    }
  }
}
