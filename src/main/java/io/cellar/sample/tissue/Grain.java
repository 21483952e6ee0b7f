package io.cellar.sample.tissue;

/** The noise of the detector: independent of the structures and of other voxels. */
final class Grain {
  private final int seed;
  private final float[] values;

  Grain(int seed, Brick brick) {
    this.seed = seed;
    this.values = new float[brick.size];
  }

  /** About -1 to 1, nearly normal, per voxel of the brick. */
  float[] values() {
    return values;
  }

  /** Draws the noise of a brick; {@code bz, by, bx} is its first voxel. */
  void fill(Brick brick, long bz, long by, long bx) {
    int mask = brick.edge - 1;
    int bits = brick.bits;
    int x = (int) bx;
    int y = (int) by;
    int z = (int) bz;
    int start = seed;
    float[] out = values;
    for (int n = 0; n < out.length; n++) {
      int vx = x + (n & mask);
      int vy = y + (n >>> bits & mask);
      int vz = z + (n >>> 2 * bits);
      // The mixing of Noise.hash, written out so that the loop becomes vectors; once per voxel,
      // and once per two voxels along each axis, as neighbours share some noise.
      int h = start ^ vx * 0x8da6b343 ^ vy * 0xd8163841 ^ vz * 0xcb1ab31f;
      int g = ~start ^ (vx >> 1) * 0x8da6b343 ^ (vy >> 1) * 0xd8163841 ^ (vz >> 1) * 0xcb1ab31f;
      h = (h ^ h >>> 16) * 0x85ebca6b;
      g = (g ^ g >>> 16) * 0x85ebca6b;
      h = (h ^ h >>> 13) * 0xc2b2ae35;
      g = (g ^ g >>> 13) * 0xc2b2ae35;
      h ^= h >>> 16;
      int sum = (h & 255) + (h >>> 8 & 255) + (h >>> 16 & 255) + (g >>> 24);
      out[n] = (sum - 510) * (1 / 510f);
    }
  }
}
