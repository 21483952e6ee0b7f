package io.cellar.coarse;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import java.util.ArrayList;
import java.util.List;

/** Which coarser levels an array needs to be seen from far away. Computes only. */
public final class CoarsePlan {
  /** A level with no more bytes at one time and in one channel needs no coarser one. */
  private static final long SMALL_BYTES = 64L << 20;

  /** Nor one with no more blocks. */
  private static final long FEW_BLOCKS = 512;

  /** Axes that are no longer are not halved. */
  private static final long SHORT = 64;

  /** Blocks of more bytes are cut, so that the boxes for the next level fit into memory. */
  private static final long MOST_BLOCK_BYTES = 2L << 20;

  private CoarsePlan() {}

  /**
   * A level to be computed.
   *
   * @param geometry of the whole level
   * @param halved for each axis whether it is half as long as in the level before
   * @param scale for each axis how many voxels of the finest level one voxel is wide
   */
  public record Step(ArrayGeometry geometry, boolean[] halved, long[] scale) {
    public Step {
      halved = halved.clone();
      scale = scale.clone();
    }

    @Override
    public boolean[] halved() {
      return halved.clone();
    }

    @Override
    public long[] scale() {
      return scale.clone();
    }
  }

  /**
   * The levels, each half as large as the one before, until one is small.
   *
   * <p>Where sizes of voxels are known, those axes are halved along which voxels are less than
   * twice as long as along the one where they are shortest, so that they come nearer to cubes; else
   * all axes in space. Axes of up to 64 voxels stay, and so do time and channels.
   *
   * @param finest all of it is the view
   * @param voxelSize along each axis, or empty
   * @return empty when it is small already
   */
  public static List<Step> of(ArrayGeometry finest, List<Double> voxelSize) {
    List<Step> steps = new ArrayList<>();
    ArrayGeometry before = finest;
    long[] scale = new long[finest.rank()];
    java.util.Arrays.fill(scale, 1);
    while (!isSmall(before)) {
      boolean[] halved = halved(before, voxelSize, scale);
      long[] shape = Halving.shape(before.shape(), halved);
      if (java.util.Arrays.equals(shape, before.shape())) {
        return List.copyOf(steps);
      }
      for (int d = 0; d < scale.length; d++) {
        scale[d] *= halved[d] ? 2 : 1;
      }
      before =
          ArrayGeometry.whole(
              finest.axes(), finest.dtype(), shape, blockShape(before, shape, halved));
      steps.add(new Step(before, halved, scale));
    }
    return List.copyOf(steps);
  }

  private static boolean isSmall(ArrayGeometry array) {
    double bytes = array.dtype().bytes();
    long blocks = 1;
    for (int d = 0; d < array.rank(); d++) {
      if (array.axes().get(d).isSpace()) {
        bytes *= array.shape()[d];
        blocks *= array.grid().gridShape()[d];
      }
    }
    return bytes <= SMALL_BYTES && blocks <= FEW_BLOCKS;
  }

  private static boolean[] halved(ArrayGeometry array, List<Double> voxelSize, long[] scale) {
    boolean known = voxelSize.stream().allMatch(size -> size > 0 && Double.isFinite(size));
    double shortest = Double.POSITIVE_INFINITY;
    double[] size = new double[array.rank()];
    for (int d = 0; d < size.length; d++) {
      size[d] = known && !voxelSize.isEmpty() ? voxelSize.get(d) * scale[d] : 1;
      if (mayBeHalved(array, d)) {
        shortest = Math.min(shortest, size[d]);
      }
    }
    boolean[] halved = new boolean[size.length];
    for (int d = 0; d < size.length; d++) {
      halved[d] = mayBeHalved(array, d) && size[d] < 2 * shortest;
    }
    return halved;
  }

  private static boolean mayBeHalved(ArrayGeometry array, int d) {
    Axis axis = array.axes().get(d);
    return axis.isSpace() && array.shape()[d] > SHORT;
  }

  /** As before; of blocks that are too large a half along their longest axes. */
  private static long[] blockShape(ArrayGeometry before, long[] shape, boolean[] halved) {
    long[] block = before.blockShape();
    for (int d = 0; d < block.length; d++) {
      block[d] = Math.min(block[d], shape[d]);
    }
    long[] whole = block.clone();
    while (bytes(before, block) > MOST_BLOCK_BYTES) {
      int longest = -1;
      for (int d = 0; d < block.length; d++) {
        boolean divisible = halved[d] && block[d] % 4 == 0 && block[d] == whole[d];
        if (divisible && (longest < 0 || block[d] > block[longest])) {
          longest = d;
        }
      }
      if (longest < 0) {
        return block;
      }
      block[longest] /= 2;
    }
    return block;
  }

  private static double bytes(ArrayGeometry array, long[] shape) {
    double bytes = array.dtype().bytes();
    for (long n : shape) {
      bytes *= n;
    }
    return bytes;
  }
}
