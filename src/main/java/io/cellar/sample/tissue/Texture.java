package io.cellar.sample.tissue;

/** Cheap smooth noise of one wavelength over a brick, about -1 to 1. */
final class Texture {
  private final int seed;
  private final int wave;
  private final float[] values;
  private final float[] nodes;

  /**
   * A texture.
   *
   * @param wave voxels of the level between nodes; a multiple of the brick's edge or a divisor
   */
  Texture(int seed, int wave, int edge) {
    this.seed = seed;
    this.wave = wave;
    int n = Math.max(1, edge / wave) + 1;
    this.nodes = new float[n * n * n];
    this.values = new float[edge * edge * edge];
  }

  float[] values() {
    return values;
  }

  /** Computes the values of a brick; {@code bz, by, bx} is its first voxel. */
  void fill(int edge, long bz, long by, long bx) {
    int n = Math.max(1, edge / wave) + 1;
    int iz = (int) Math.floorDiv(bz, wave);
    int iy = (int) Math.floorDiv(by, wave);
    int ix = (int) Math.floorDiv(bx, wave);
    int at = 0;
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < n; i++) {
          nodes[at++] = Noise.signed(Noise.hash(seed, ix + i, iy + j, iz + k));
        }
      }
    }
    at = 0;
    for (int k = 0; k < edge; k++) {
      int nk = node(bz, k, iz);
      float tz = phase(bz + k);
      for (int j = 0; j < edge; j++) {
        int low = (nk * n + node(by, j, iy)) * n;
        float ty = phase(by + j);
        at = row(edge, bx, ix, low, n, ty, tz, at);
      }
    }
  }

  private int row(int edge, long bx, int ix, int low, int n, float ty, float tz, int at) {
    int i = 0;
    while (i < edge) {
      int node = low + node(bx, i, ix);
      float left = side(node, n, ty, tz);
      float rise = side(node + 1, n, ty, tz) - left;
      int end = Math.min(edge, i + wave - Math.floorMod(bx + i, wave));
      for (; i < end; i++) {
        values[at++] = left + rise * phase(bx + i);
      }
    }
    return at;
  }

  private float side(int node, int n, float ty, float tz) {
    float a = nodes[node] + (nodes[node + n] - nodes[node]) * ty;
    int far = node + n * n;
    float b = nodes[far] + (nodes[far + n] - nodes[far]) * ty;
    return a + (b - a) * tz;
  }

  private int node(long start, int offset, int first) {
    return (int) Math.floorDiv(start + offset, wave) - first;
  }

  private float phase(long voxel) {
    float t = (Math.floorMod(voxel, wave) + 0.5f) / wave;
    return t * t * (3 - 2 * t);
  }
}
