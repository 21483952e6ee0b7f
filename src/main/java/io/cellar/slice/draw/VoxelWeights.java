package io.cellar.slice.draw;

import io.cellar.slice.geometry.BlockSpan;
import java.util.function.IntToDoubleFunction;

/**
 * Between which two voxels the middle of each pixel of one shown axis lies, and how near to the
 * second one. Where a voxel is no wider than a pixel, each pixel shows the voxel it lies in.
 */
final class VoxelWeights {
  /** Weight of a second voxel that is all that is seen. */
  static final int ONE = 256;

  private final int[] first;
  private final int[] second;
  private final boolean between;

  /**
   * @param runs which voxel each pixel lies in
   * @param coordinate of the middle of a pixel at the finest level
   * @param pixelsPerVoxel of the level
   */
  VoxelWeights(
      PixelRuns runs, BlockSpan span, IntToDoubleFunction coordinate, double pixelsPerVoxel) {
    first = runs.voxels().clone();
    second = new int[first.length];
    between = pixelsPerVoxel > 1;
    for (int run = 0; run < runs.count() && between; run++) {
      long start = span.start(runs.block(run));
      for (int p = runs.from(run); p < runs.to(run); p++) {
        double middles = span.middles(coordinate.applyAsDouble(p));
        double low = Math.floor(middles);
        first[p] = (int) ((long) low - start);
        second[p] = (int) ((middles - low) * ONE);
      }
    }
  }

  /** False when each pixel shows one voxel. */
  boolean between() {
    return between;
  }

  /**
   * The first of the two voxels, counted from the start of the part of the pixel's block; -1 for
   * the last of the block before.
   */
  int first(int pixel) {
    return first[pixel];
  }

  /** Weight of the second voxel, 0 to before {@link #ONE}; it may lie in the next block. */
  int second(int pixel) {
    return second[pixel];
  }
}
