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
      box.low[d] = centreOf(first[d]) + low - 0.1f;
      box.high[d] = centreOf(first[d] + edge - 1) + high + 0.1f;
    }
  }

  private long at(int d, long voxel) {
    return Math.floorDiv(voxel, cell) - origin[d];
  }

  /**
   * Fills a brick's positions, bounds and tone; {@code bz, by, bx} is its first voxel. A brick lies
   * in one cell of the lattice.
   */
  void fill(Brick brick, long bz, long by, long bx) {
    int node = (int) ((at(0, bz) * size[1] + at(1, by)) * size[2] + at(2, bx));
    int px = Math.floorMod(bx, cell);
    int py = Math.floorMod(by, cell);
    int pz = Math.floorMod(bz, cell);
    channel(brick.x, nodes[0], node, brick.edge, px, py, pz);
    channel(brick.y, nodes[1], node, brick.edge, px, py, pz);
    channel(brick.z, nodes[2], node, brick.edge, px, py, pz);
    channel(brick.tone, nodes[3], node, brick.edge, px, py, pz);
    brick.move(centreOf(bx), centreOf(by), centreOf(bz));
  }

  /** Interpolates one channel: along z, then y, then x, each linear. */
  private void channel(float[] out, float[] from, int node, int edge, int px, int py, int pz) {
    int up = size[2];
    int far = size[1] * size[2];
    float part = 1f / cell;
    int n = 0;
    for (int k = 0; k < edge; k++) {
      float tz = (pz + k) * part;
      float a = lerp(from[node], from[node + far], tz);
      float b = lerp(from[node + 1], from[node + far + 1], tz);
      float c = lerp(from[node + up], from[node + far + up], tz);
      float d = lerp(from[node + up + 1], from[node + far + up + 1], tz);
      for (int j = 0; j < edge; j++, n += edge) {
        float ty = (py + j) * part;
        float left = lerp(a, c, ty);
        float slope = (lerp(b, d, ty) - left) * part;
        for (int i = 0; i < edge; i++) {
          out[n + i] = left + slope * (px + i);
        }
      }
    }
  }

  private static float lerp(float a, float b, float t) {
    return a + (b - a) * t;
  }

  private float centreOf(long voxel) {
    return (voxel + 0.5f) * step - 0.5f;
  }
}
