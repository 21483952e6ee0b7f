package io.cellar.sample.tissue;

/**
 * Scratch for one brick of a picture: a small cube of voxels that are computed together, so that
 * the structures that can touch it are looked up once. Positions are those after the warp that
 * makes straight shapes grown ones. Bricks are aligned to multiples of their edge, so that no value
 * depends on which box was asked for.
 */
final class Brick {
  /** Voxels along each edge. */
  final int edge;

  /** Distance of neighbouring voxels in voxels of level 0. */
  final int step;

  final float[] x;
  final float[] y;
  final float[] z;

  /** Bounds of the positions. */
  final float[] low = new float[3];

  final float[] high = new float[3];

  Brick(int edge, int step) {
    this.edge = edge;
    this.step = step;
    int n = edge * edge * edge;
    x = new float[n];
    y = new float[n];
    z = new float[n];
  }

  /** Finds the bounds after the positions were filled in. */
  void bound() {
    bound(0, x);
    bound(1, y);
    bound(2, z);
  }

  private void bound(int d, float[] values) {
    float a = values[0];
    float b = a;
    for (float v : values) {
      a = Math.min(a, v);
      b = Math.max(b, v);
    }
    low[d] = a;
    high[d] = b;
  }

  /** Smallest distance between a point and the bounds; 0 inside. */
  float distance(float px, float py, float pz) {
    float dx = Math.max(0, Math.max(low[0] - px, px - high[0]));
    float dy = Math.max(0, Math.max(low[1] - py, py - high[1]));
    float dz = Math.max(0, Math.max(low[2] - pz, pz - high[2]));
    return (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
