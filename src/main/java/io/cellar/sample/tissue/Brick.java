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
    bounds.low[d] = a;
    bounds.high[d] = b;
  }
}
