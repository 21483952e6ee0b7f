package io.cellar.sample.tissue;

/** Cheap smooth noise of one wavelength over a brick, about -1 to 1. */
final class Texture {
  private final int seed;
  private final int wave;
  private final int edge;
  private final float[] values;
  private final float[] nodes = new float[8];
  private final float[] phases;

  /**
   * @param wave voxels of the level between nodes; a multiple of the brick's edge
   */
  Texture(int seed, int wave, Brick brick) {
    this.seed = seed;
    this.wave = wave;
    this.edge = brick.edge;
    this.values = new float[brick.size];
    this.phases = new float[wave];
    for (int n = 0; n < wave; n++) {
      float t = (n + 0.5f) / wave;
      phases[n] = t * t * (3 - 2 * t);
    }
  }

  float[] values() {
    return values;
  }

  /** Computes the values of a brick; {@code bz, by, bx} is its first voxel. */
  void fill(long bz, long by, long bx) {
    int ix = (int) Math.floorDiv(bx, wave);
    int iy = (int) Math.floorDiv(by, wave);
    int iz = (int) Math.floorDiv(bz, wave);
    for (int n = 0; n < 8; n++) {
      int h = Noise.hash(seed, ix + (n & 1), iy + (n >> 1 & 1), iz + (n >> 2));
      nodes[n] = Noise.signed(h);
    }
    int px = Math.floorMod(bx, wave);
    int py = Math.floorMod(by, wave);
    int pz = Math.floorMod(bz, wave);
    int n = 0;
    for (int k = 0; k < edge; k++) {
      float tz = phases[pz + k];
      float a = nodes[0] + (nodes[4] - nodes[0]) * tz;
      float b = nodes[1] + (nodes[5] - nodes[1]) * tz;
      float c = nodes[2] + (nodes[6] - nodes[2]) * tz;
      float d = nodes[3] + (nodes[7] - nodes[3]) * tz;
      for (int j = 0; j < edge; j++, n += edge) {
        float ty = phases[py + j];
        float left = a + (c - a) * ty;
        float rise = b + (d - b) * ty - left;
        for (int i = 0; i < edge; i++) {
          values[n + i] = left + rise * phases[px + i];
        }
      }
    }
  }
}
