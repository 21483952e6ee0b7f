package io.cellar.slice.draw;

import io.cellar.slice.geometry.BlockSpan;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * One shown axis of a picture: which voxel each device pixel shows, cut into runs of pixels that
 * lie in one block. Pixels outside the volume belong to no run; blocks that are too small on the
 * screen to meet the middle of a pixel have none either.
 */
public final class PixelRuns {
  private final int[] voxel;
  private int count;
  private long[] block;
  private int[] from;
  private int[] to;

  /**
   * @param coordinate of the middle of a pixel at the finest level, not descending
   * @param pixels size of the picture
   */
  PixelRuns(BlockSpan span, IntToDoubleFunction coordinate, int pixels) {
    this.voxel = new int[pixels];
    this.block = new long[16];
    this.from = new int[16];
    this.to = new int[16];
    long stop = -1;
    long start = 0;
    for (int p = 0; p < pixels; p++) {
      long v = span.voxelAt(coordinate.applyAsDouble(p));
      if (v < 0) {
        continue;
      }
      if (v >= stop) {
        long b = span.blockOf(v);
        open(b, p);
        start = span.start(b);
        stop = span.stop(b);
      }
      voxel[p] = (int) (v - start);
      to[count - 1] = p + 1;
    }
  }

  private void open(long b, int pixel) {
    if (count == from.length) {
      block = Arrays.copyOf(block, 2 * count);
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
    }
    block[count] = b;
    from[count] = pixel;
    count++;
  }

  /** Number of runs. */
  public int count() {
    return count;
  }

  /** The first run that ends behind a pixel; {@link #count} when there is none. */
  public int firstAt(int pixel) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (to[middle] > pixel) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** First pixel inside the volume. */
  public int first() {
    return count == 0 ? 0 : from[0];
  }

  /** Pixel after the last one inside the volume; all between them are inside. */
  public int end() {
    return count == 0 ? 0 : to[count - 1];
  }

  /** Number of a run's block along the axis. */
  public long block(int run) {
    return block[run];
  }

  /** First pixel of a run. */
  public int from(int run) {
    return from[run];
  }

  /** Pixel after the last of a run. */
  int to(int run) {
    return to[run];
  }

  /** Per pixel, the voxel it shows, counted from the start of its block's part; not a copy. */
  int[] voxels() {
    return voxel;
  }
}
