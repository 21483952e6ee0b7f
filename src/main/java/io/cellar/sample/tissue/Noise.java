package io.cellar.sample.tissue;

/** Seeded noise as a pure function of integers or coordinates; no state, no tables. */
final class Noise {
  private Noise() {}

  /** Mixes integers into 32 evenly distributed bits (the finaliser of MurmurHash3). */
  static int hash(int seed, int x, int y, int z) {
    int h = seed ^ x * 0x8da6b343 ^ y * 0xd8163841 ^ z * 0xcb1ab31f;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ h >>> 16;
  }

  /** Another 32 bits from the same draw. */
  static int next(int hash) {
    return hash(hash, 0x51ed270b, 0, 0);
  }

  /** The bits as a number from 0 (inclusive) to 1 (exclusive). */
  static float unit(int hash) {
    return (hash >>> 8) * 0x1p-24f;
  }

  /** The bits as a number from -1 to 1. */
  static float signed(int hash) {
    return unit(hash) * 2 - 1;
  }

  /** The number, or 0 or 1 where it lies beyond; quicker than {@link Math#clamp}. */
  static float part(float x) {
    return x < 0 ? 0 : x > 1 ? 1 : x;
  }

  /** A step from 0 at {@code a} to 1 at {@code b} with flat ends. */
  static float smoothstep(float a, float b, float x) {
    float t = part((x - a) / (b - a));
    return t * t * (3 - 2 * t);
  }

  /**
   * Gradient noise after Ken Perlin ("Improving Noise", 2002): smooth, zero at integers, about -0.9
   * to 0.9.
   */
  static float gradient(int seed, double x, double y, double z) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    int iz = (int) Math.floor(z);
    float fx = (float) (x - ix);
    float fy = (float) (y - iy);
    float fz = (float) (z - iz);
    float u = fade(fx);
    float v = fade(fy);
    float near = plane(seed, ix, iy, iz, fx, fy, fz, u, v);
    float far = plane(seed, ix, iy, iz + 1, fx, fy, fz - 1, u, v);
    return near + (far - near) * fade(fz);
  }

  private static float plane(
      int seed, int ix, int iy, int iz, float fx, float fy, float fz, float u, float v) {
    float a = slope(hash(seed, ix, iy, iz), fx, fy, fz);
    float b = slope(hash(seed, ix + 1, iy, iz), fx - 1, fy, fz);
    float c = slope(hash(seed, ix, iy + 1, iz), fx, fy - 1, fz);
    float d = slope(hash(seed, ix + 1, iy + 1, iz), fx - 1, fy - 1, fz);
    float ab = a + (b - a) * u;
    float cd = c + (d - c) * u;
    return ab + (cd - ab) * v;
  }

  private static float fade(float t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  /** The dot product with one of twelve directions to the edges of a cube. */
  private static float slope(int hash, float x, float y, float z) {
    int h = hash >>> 28;
    float u = h < 8 ? x : y;
    float v = h < 4 ? y : h == 12 || h == 14 ? x : z;
    return ((h & 1) == 0 ? u : -u) + ((h & 2) == 0 ? v : -v);
  }
}
