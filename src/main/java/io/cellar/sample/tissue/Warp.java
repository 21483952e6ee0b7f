package io.cellar.sample.tissue;

/**
 * The bend that makes straight shapes look grown: gradient noise of two wavelengths, sampled on a
 * coarse lattice and interpolated linearly between.
 */
final class Warp {
  /** Farthest that a position is moved along one axis, in voxels of level 0. */
  static final float MOST = 90;

  private static final float LONG_WAVE = 330;
  private static final float LONG_REACH = 62;
  private static final float SHORT_WAVE = 72;
  private static final float SHORT_REACH = 11;

  private final int seed;

  /** Voxels of the level between lattice nodes; divides the edge of every brick or equals it. */
  private final int cell;

  private final int step;
  private final long[] origin = new long[3];
  private final int[] size = new int[3];
  private float[][] nodes = new float[3][0];

  Warp(int seed, int step) {
    this.seed = seed;
    this.step = step;
    this.cell = Math.max(4, 16 / step);
  }

  /** Samples the lattice for a box of bricks, in voxels of the level; stop exclusive. */
  void prepare(long[] start, long[] stop) {
    for (int d = 0; d < 3; d++) {
      origin[d] = Math.floorDiv(start[d], cell);
      size[d] = (int) (Math.floorDiv(stop[d] - 1, cell) - origin[d]) + 2;
    }
    nodes = new float[3][size[0] * size[1] * size[2]];
    int n = 0;
    for (int k = 0; k < size[0]; k++) {
      for (int j = 0; j < size[1]; j++) {
        for (int i = 0; i < size[2]; i++, n++) {
          double z = centre(origin[0] + k);
          double y = centre(origin[1] + j);
          double x = centre(origin[2] + i);
          for (int d = 0; d < 3; d++) {
            nodes[d][n] = bend(seed + 101 * d, x, y, z);
          }
        }
      }
    }
  }

  private double centre(long node) {
    return (node * cell + 0.5) * step - 0.5;
  }

  private static float bend(int seed, double x, double y, double z) {
    return LONG_REACH * Noise.gradient(seed, x / LONG_WAVE, y / LONG_WAVE, z / LONG_WAVE)
        + SHORT_REACH * Noise.gradient(~seed, x / SHORT_WAVE, y / SHORT_WAVE, z / SHORT_WAVE);
  }

  /** Fills a brick's positions; {@code bz, by, bx} is its first voxel. */
  void fill(Brick brick, long bz, long by, long bx) {
    int edge = brick.edge;
    int n = 0;
    for (int k = 0; k < edge; k++) {
      for (int j = 0; j < edge; j++) {
        for (int i = 0; i < edge; i += cell) {
          int run = Math.min(cell, edge - i);
          row(brick, n + i, run, bz + k, by + j, bx + i);
        }
        n += edge;
      }
    }
    brick.bound();
  }

  private void row(Brick brick, int n, int run, long vz, long vy, long vx) {
    int k = (int) (Math.floorDiv(vz, cell) - origin[0]);
    int j = (int) (Math.floorDiv(vy, cell) - origin[1]);
    int i = (int) (Math.floorDiv(vx, cell) - origin[2]);
    float tz = (float) Math.floorMod(vz, cell) / cell;
    float ty = (float) Math.floorMod(vy, cell) / cell;
    int phase = Math.floorMod(vx, cell);
    int node = (k * size[1] + j) * size[2] + i;
    float z = centreOf(vz);
    float y = centreOf(vy);
    for (int d = 0; d < 3; d++) {
      float left = side(nodes[d], node, ty, tz);
      float slope = (side(nodes[d], node + 1, ty, tz) - left) / cell;
      float[] out = d == 0 ? brick.x : d == 1 ? brick.y : brick.z;
      for (int r = 0; r < run; r++) {
        float at = d == 0 ? centreOf(vx + r) : d == 1 ? y : z;
        out[n + r] = at + left + slope * (phase + r);
      }
    }
  }

  private float side(float[] values, int node, float ty, float tz) {
    int up = size[2];
    int far = size[1] * size[2];
    float a = values[node] + (values[node + up] - values[node]) * ty;
    float b = values[node + far] + (values[node + far + up] - values[node + far]) * ty;
    return a + (b - a) * tz;
  }

  private float centreOf(long voxel) {
    return (voxel + 0.5f) * step - 0.5f;
  }
}
