package io.cellar.sample.tissue;

/**
 * Scratch for one brick of a picture: a small cube of voxels that are computed together, so that
 * the structures that can touch it are looked up once. Positions are those after the warp that
 * makes straight shapes grown ones. Bricks are aligned to multiples of their edge, so that no value
 * depends on which box was asked for. Voxels are numbered with x fastest.
 */
final class Brick {
  /** Voxels along each edge, a power of two. */
  final int edge;

  /** The same as a number of bits. */
  final int bits;

  /** Distance of neighbouring voxels in voxels of level 0. */
  final int step;

  /** Number of voxels. */
  final int size;

  final float[] x;
  final float[] y;
  final float[] z;

  /** A slow smooth field, about -1 to 1. */
  final float[] tone;

  final Box bounds = new Box();

  Brick(int edge, int step) {
    this.edge = edge;
    this.bits = Integer.numberOfTrailingZeros(edge);
    this.step = step;
    this.size = edge * edge * edge;
    x = new float[size];
    y = new float[size];
    z = new float[size];
    tone = new float[size];
  }

  /** Adds the voxels' own places to the bends that were filled in; finds the bounds. */
  void move(float x0, float y0, float z0) {
    int mask = edge - 1;
    for (int n = 0; n < size; n++) {
      x[n] += x0 + (n & mask) * step;
      y[n] += y0 + (n >>> bits & mask) * step;
      z[n] += z0 + (n >>> 2 * bits) * step;
    }
    bound(0, x);
    bound(1, y);
    bound(2, z);
  }

  /** Positions are linear along each axis, so the corners are the extremes. */
  private void bound(int d, float[] values) {
    float low = Float.MAX_VALUE;
    float high = -Float.MAX_VALUE;
    int last = edge - 1;
    for (int corner = 0; corner < 8; corner++) {
      int i = (corner & 1) * last;
      int j = (corner >> 1 & 1) * last;
      int k = (corner >> 2) * last;
      float value = values[(k * edge + j) * edge + i];
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    // A little more, as the positions between are rounded.
    bounds.low[d] = low - 0.01f;
    bounds.high[d] = high + 0.01f;
  }
}
