package io.cellar.sample.tissue;

/**
 * The bend that makes straight shapes look grown, and a slow tone: gradient noise of several
 * wavelengths, sampled on a coarse lattice and interpolated linearly between.
 */
final class Warp {
  /** Farthest that a position is moved along one axis, in voxels of level 0. */
  static final float MOST = 90;

  private static final float LONG_WAVE = 330;
  private static final float LONG_REACH = 62;
  private static final float SHORT_WAVE = 64;
  private static final float SHORT_REACH = 12;
  private static final float TONE_WAVE = 96;
  private static final int CHANNELS = 4;

  private final int seed;

  /** Voxels of the level between lattice nodes; divides the edge of every brick or equals it. */
  private final int cell;

  private final int step;
  private final long[] origin = new long[3];
  private final int[] size = new int[3];
  private float[][] nodes = new float[CHANNELS][0];

  Warp(int seed, int step) {
    this.seed = seed;
    this.step = step;
    this.cell = Math.max(4, 16 / step);
  }

  /** Samples the lattice for a box, zyx in voxels of the level; stop exclusive. */
  void prepare(long[] start, long[] stop) {
    for (int d = 0; d < 3; d++) {
      origin[d] = Math.floorDiv(start[d], cell);
      size[d] = (int) (Math.floorDiv(stop[d] - 1, cell) - origin[d]) + 2;
    }
    nodes = new float[CHANNELS][size[0] * size[1] * size[2]];
    int n = 0;
    for (int k = 0; k < size[0]; k++) {
      for (int j = 0; j < size[1]; j++) {
        for (int i = 0; i < size[2]; i++, n++) {
          sample(n, centre(origin[2] + i), centre(origin[1] + j), centre(origin[0] + k));
        }
      }
    }
  }

  private void sample(int n, double x, double y, double z) {
    for (int d = 0; d < 3; d++) {
      nodes[d][n] =
          LONG_REACH * noise(seed + 101 * d, LONG_WAVE, x, y, z)
              + SHORT_REACH * noise(~(seed + 101 * d), SHORT_WAVE, x, y, z);
    }
    nodes[3][n] =
        noise(seed + 7, TONE_WAVE, x, y, z) + 0.6f * noise(seed + 8, TONE_WAVE * 0.43f, x, y, z);
  }

  private static float noise(int seed, float wave, double x, double y, double z) {
    return Noise.gradient(seed, x / wave, y / wave, z / wave);
  }

  private double centre(long node) {
    return (node * cell + 0.5) * step - 0.5;
  }

  /** Where the positions of a cube of voxels lie; {@code bz, by, bx} is its first voxel. */
  void bound(int edge, long bz, long by, long bx, Box box) {
    long[] first = {bx, by, bz};
    for (int d = 0; d < 3; d++) {
      float low = Float.MAX_VALUE;
      float high = -Float.MAX_VALUE;
      for (long k = at(0, bz); k <= at(0, bz + edge - 1) + 1; k++) {
        for (long j = at(1, by); j <= at(1, by + edge - 1) + 1; j++) {
          int row = (int) (k * size[1] + j) * size[2];
          for (long i = at(2, bx); i <= at(2, bx + edge - 1) + 1; i++) {
            float bend = nodes[d][row + (int) i];
            low = Math.min(low, bend);
            high = Math.max(high, bend);
          }
        }
      }
      box.low[d] = centreOf(first[d]) + low;
      box.high[d] = centreOf(first[d] + edge - 1) + high;
    }
  }

  private long at(int d, long voxel) {
    return Math.floorDiv(voxel, cell) - origin[d];
  }

  /** Fills a brick's positions and tone; {@code bz, by, bx} is its first voxel. */
  void fill(Brick brick, long bz, long by, long bx) {
    int edge = brick.edge;
    int n = 0;
    for (int k = 0; k < edge; k++) {
      for (int j = 0; j < edge; j++) {
        for (int i = 0; i < edge; i += cell) {
          row(brick, n + i, Math.min(cell, edge - i), bz + k, by + j, bx + i);
        }
        n += edge;
      }
    }
    brick.bound();
  }

  private void row(Brick brick, int n, int run, long vz, long vy, long vx) {
    int node = (int) ((at(0, vz) * size[1] + at(1, vy)) * size[2] + at(2, vx));
    float tz = (float) Math.floorMod(vz, cell) / cell;
    float ty = (float) Math.floorMod(vy, cell) / cell;
    int phase = Math.floorMod(vx, cell);
    float y = centreOf(vy);
    float z = centreOf(vz);
    for (int d = 0; d < CHANNELS; d++) {
      float left = side(nodes[d], node, ty, tz);
      float slope = (side(nodes[d], node + 1, ty, tz) - left) / cell;
      switch (d) {
        case 0 -> line(brick.x, n, run, phase, left, slope, centreOf(vx), step);
        case 1 -> line(brick.y, n, run, phase, left, slope, y, 0);
        case 2 -> line(brick.z, n, run, phase, left, slope, z, 0);
        default -> line(brick.tone, n, run, phase, left, slope, 0, 0);
      }
    }
  }

  private static void line(
      float[] out, int n, int run, int phase, float left, float slope, float at, int step) {
    for (int r = 0; r < run; r++) {
      out[n + r] = (at + r * step) + (left + slope * (phase + r));
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
