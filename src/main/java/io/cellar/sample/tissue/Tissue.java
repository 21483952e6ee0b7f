package io.cellar.sample.tissue;

/**
 * The grey of tissue anywhere in space, at any power of two of coarseness. Immutable and
 * thread-safe; each call computes in memory of its own.
 */
public final class Tissue {
  /** Raised whenever the same coordinates get another grey. */
  public static final int VERSION = 1;

  private final int seed;

  /** Tissue of a seed; the same seed is the same tissue for ever. */
  public Tissue(int seed) {
    this.seed = seed;
  }

  /**
   * Fills a box with grey.
   *
   * @param step size of a voxel in voxels of level 0: 1, 2, 4, 8 or 16
   * @param start first voxel of the box, in voxels of that size, z first
   * @param shape voxels along z, y and x
   * @return unsigned bytes, x fastest
   */
  public byte[] fill(int step, long[] start, int[] shape) {
    byte[] out = new byte[Math.multiplyExact(Math.multiplyExact(shape[0], shape[1]), shape[2])];
    int edge = step <= 4 ? 8 : 4;
    Scene scene = new Scene(seed, new Brick(edge, step));
    long[] first = new long[3];
    long[] stop = new long[3];
    for (int d = 0; d < 3; d++) {
      first[d] = Math.floorDiv(start[d], edge) * edge;
      stop[d] = Math.ceilDiv(start[d] + shape[d], edge) * edge;
    }
    scene.prepare(first, stop);
    for (long z = first[0]; z < stop[0]; z += edge) {
      for (long y = first[1]; y < stop[1]; y += edge) {
        for (long x = first[2]; x < stop[2]; x += edge) {
          scene.brick(z, y, x, start, shape, out);
        }
      }
    }
    return out;
  }

  /** All structures around one box, and the scratch to draw them with. */
  private static final class Scene {
    private final Brick brick;
    private final Warp warp;
    private final Vessels vessels = new Vessels();
    private final CellBodies bodies;
    private final Neurites neurites;
    private final Mitochondria mitochondria;
    private final Shader shader;

    Scene(int seed, Brick brick) {
      this.brick = brick;
      this.warp = new Warp(seed + 11, brick.step);
      this.bodies = new CellBodies(seed + 12);
      this.neurites = new Neurites(seed + 13);
      this.mitochondria = new Mitochondria(seed + 14, neurites, bodies, vessels);
      this.shader = new Shader(seed + 15, brick);
    }

    void prepare(long[] first, long[] stop) {
      warp.prepare(first, stop);
      float[] low = new float[3];
      float[] high = new float[3];
      float margin = Warp.MOST;
      for (int d = 0; d < 3; d++) {
        low[d] = first[2 - d] * brick.step - margin;
        high[d] = stop[2 - d] * brick.step + margin;
      }
      bodies.prepare(low, high);
      float[] lower = low.clone();
      float[] higher = high.clone();
      for (int d = 0; d < 3; d++) {
        lower[d] -= Mitochondria.SPREAD;
        higher[d] += Mitochondria.SPREAD;
      }
      neurites.prepare(lower, higher);
      mitochondria.prepare(low, high);
    }

    void brick(long bz, long by, long bx, long[] start, int[] shape, byte[] out) {
      warp.fill(brick, bz, by, bx);
      shader.look(vessels, bodies, neurites, mitochondria);
      shader.textures(bz, by, bx);
      int edge = brick.edge;
      for (int k = 0; k < edge; k++) {
        long z = bz + k - start[0];
        for (int j = 0; j < edge && z >= 0 && z < shape[0]; j++) {
          long y = by + j - start[1];
          for (int i = 0; i < edge && y >= 0 && y < shape[1]; i++) {
            long x = bx + i - start[2];
            if (x >= 0 && x < shape[2]) {
              int grey = shader.grey((k * edge + j) * edge + i, bz + k, by + j, bx + i);
              out[(int) ((z * shape[1] + y) * shape[2] + x)] = (byte) grey;
            }
          }
        }
      }
    }
  }
}
