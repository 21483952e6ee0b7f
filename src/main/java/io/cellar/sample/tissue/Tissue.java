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
    Scene scene = new Scene(seed, new Brick(step <= 2 ? 8 : 4, step));
    int edge = scene.regionEdge();
    long[] first = new long[3];
    long[] stop = new long[3];
    for (int d = 0; d < 3; d++) {
      first[d] = Math.floorDiv(start[d], edge) * edge;
      stop[d] = Math.ceilDiv(start[d] + shape[d], edge) * edge;
    }
    scene.prepare(first, stop);
    Target target = new Target(start, shape, out);
    for (long z = first[0]; z < stop[0]; z += edge) {
      for (long y = first[1]; y < stop[1]; y += edge) {
        for (long x = first[2]; x < stop[2]; x += edge) {
          scene.region(z, y, x, target);
        }
      }
    }
    return out;
  }

  /** The box that is being filled, zyx in voxels of its level. */
  private record Target(long[] start, int[] shape, byte[] out) {

    boolean touches(int edge, long z, long y, long x) {
      return touches(0, edge, z) && touches(1, edge, y) && touches(2, edge, x);
    }

    private boolean touches(int d, int edge, long at) {
      return at + edge > start[d] && at < start[d] + shape[d];
    }
  }

  /** All structures around one box, and the scratch to draw them with. */
  private static final class Scene {
    /** Bricks along the edge of a region, whose structures are looked up together. */
    private static final int REGION = 4;

    private final Brick brick;
    private final Warp warp;
    private final Vessels vessels = new Vessels();
    private final CellBodies bodies;
    private final Neurites neurites;
    private final Mitochondria mitochondria;
    private final Shader shader;
    private final Box box = new Box();

    Scene(int seed, Brick brick) {
      this.brick = brick;
      this.warp = new Warp(seed + 11, brick.step);
      this.bodies = new CellBodies(seed + 12);
      this.neurites = new Neurites(seed + 13, brick);
      this.mitochondria = new Mitochondria(seed + 14, neurites, bodies, vessels);
      this.shader = new Shader(seed + 15, brick, vessels, bodies, neurites, mitochondria);
    }

    int regionEdge() {
      return REGION * brick.edge;
    }

    void prepare(long[] first, long[] stop) {
      warp.prepare(first, stop);
      Box all = new Box();
      for (int d = 0; d < 3; d++) {
        all.low[d] = first[2 - d] * brick.step - Warp.MOST;
        all.high[d] = stop[2 - d] * brick.step + Warp.MOST;
      }
      bodies.prepare(all);
      neurites.prepare(all.wider(Mitochondria.SPREAD));
      mitochondria.prepare(all);
    }

    void region(long rz, long ry, long rx, Target target) {
      warp.bound(regionEdge(), rz, ry, rx, box);
      neurites.region(box);
      mitochondria.region(box);
      int half = regionEdge() / 2;
      for (long z = rz; z < rz + regionEdge(); z += half) {
        for (long y = ry; y < ry + regionEdge(); y += half) {
          for (long x = rx; x < rx + regionEdge(); x += half) {
            if (target.touches(half, z, y, x)) {
              part(half, z, y, x, target);
            }
          }
        }
      }
    }

    private void part(int part, long pz, long py, long px, Target target) {
      warp.bound(part, pz, py, px, box);
      neurites.narrow(box);
      int edge = brick.edge;
      for (long z = pz; z < pz + part; z += edge) {
        for (long y = py; y < py + part; y += edge) {
          for (long x = px; x < px + part; x += edge) {
            if (target.touches(edge, z, y, x)) {
              brick(z, y, x, target);
            }
          }
        }
      }
    }

    private void brick(long bz, long by, long bx, Target target) {
      warp.fill(brick, bz, by, bx);
      shader.look(bz, by, bx);
      int edge = brick.edge;
      long[] start = target.start();
      int[] shape = target.shape();
      int x0 = (int) Math.max(0, start[2] - bx);
      int x1 = (int) Math.min(edge, start[2] + shape[2] - bx);
      for (int k = 0; k < edge; k++) {
        long z = bz + k - start[0];
        for (int j = 0; j < edge && z >= 0 && z < shape[0]; j++) {
          long y = by + j - start[1];
          if (y >= 0 && y < shape[1]) {
            int row = (int) ((z * shape[1] + y) * shape[2] + bx - start[2]);
            for (int i = x0; i < x1; i++) {
              target.out()[row + i] = shader.grey((k * edge + j) * edge + i);
            }
          }
        }
      }
    }
  }
}
