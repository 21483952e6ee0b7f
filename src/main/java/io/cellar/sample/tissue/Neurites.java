package io.cellar.sample.tissue;

/**
 * The packed processes of nerve tissue as a weighted Voronoi diagram: one seed point in each cell
 * of a lattice, each with its own size and its own direction in which it is drawn out, so that
 * borders are curved and profiles differ. A position belongs to the seed with the smallest form,
 * see {@link Seeds}.
 */
final class Neurites {
  private static final int PITCH = 78;
  private static final int REACH = 3;

  /** Room in a key for the number of a seed. */
  private static final int KEY_BITS = 6;

  private static final float MOST_WEIGHT = 1.25f * PITCH * PITCH;

  private final int seed;
  private final int[] from = new int[3];
  private final int[] count = new int[3];
  private final Seeds all = new Seeds();
  private final Seeds region = new Seeds();
  private final Seeds narrowed = new Seeds();
  private final Seeds near = new Seeds();
  private final int[] first;
  private final int[] second;

  /** A place for the processes of one brick after another. */
  Neurites(int seed, Brick brick) {
    this.seed = seed;
    this.first = new int[brick.size];
    this.second = new int[brick.size];
  }

  /** Makes the seeds that matter in a box. */
  void prepare(Box box) {
    all.clear();
    for (int d = 0; d < 3; d++) {
      from[d] = lattice(box.low[d]) - REACH;
      count[d] = lattice(box.high[d]) + REACH + 1 - from[d];
    }
    for (int k = 0; k < count[2]; k++) {
      for (int j = 0; j < count[1]; j++) {
        for (int i = 0; i < count[0]; i++) {
          make(from[0] + i, from[1] + j, from[2] + k);
        }
      }
    }
  }

  private static int lattice(float position) {
    return (int) Math.floor(position / PITCH);
  }

  private void make(int i, int j, int k) {
    int id = Noise.hash(seed, i, j, k);
    int h = Noise.next(id);
    float x = (i + 0.08f + 0.84f * Noise.unit(h)) * PITCH;
    h = Noise.next(h);
    float y = (j + 0.08f + 0.84f * Noise.unit(h)) * PITCH;
    h = Noise.next(h);
    float z = (k + 0.08f + 0.84f * Noise.unit(h)) * PITCH;
    int axis = axis(id);
    float size = Noise.unit(Noise.next(h));
    float weight = MOST_WEIGHT * size * size * size * size;
    float drawn = 0.2f + 0.25f * size;
    all.add(
        id,
        x,
        y,
        z,
        axis == 0 ? drawn : 1.25f,
        axis == 1 ? drawn : 1.25f,
        axis == 2 ? drawn : 1.25f,
        weight);
  }

  /** The axis along which a process is drawn out: 0 is x. */
  static int axis(int id) {
    return Integer.remainderUnsigned(id >>> 3, 3);
  }

  /** Number of the seed that owns one position; slower than by brick. */
  int ownerAt(float x, float y, float z) {
    int[] at = {lattice(x) - from[0], lattice(y) - from[1], lattice(z) - from[2]};
    float best = Float.MAX_VALUE;
    int id = 0;
    for (int k = at[2] - REACH; k <= at[2] + REACH; k++) {
      for (int j = at[1] - REACH; j <= at[1] + REACH; j++) {
        for (int i = at[0] - REACH; i <= at[0] + REACH; i++) {
          int n = (k * count[1] + j) * count[0] + i;
          float q = all.form(n, x, y, z);
          if (q < best) {
            best = q;
            id = all.ids[n];
          }
        }
      }
    }
    return id;
  }

  /** Gathers the seeds that can be first or second anywhere in a box of several bricks. */
  void region(Box box) {
    region.clear();
    int[] a = new int[3];
    int[] b = new int[3];
    for (int d = 0; d < 3; d++) {
      a[d] = lattice(box.low[d]) - REACH - from[d];
      b[d] = lattice(box.high[d]) + REACH + 1 - from[d];
    }
    for (int k = a[2]; k < b[2]; k++) {
      for (int j = a[1]; j < b[1]; j++) {
        for (int i = a[0]; i < b[0]; i++) {
          region.offer(all, (k * count[1] + j) * count[0] + i, box);
        }
      }
    }
    region.settle();
  }

  /** Narrows the gathered ones down to a part of the region. */
  void narrow(Box box) {
    pick(region, box, narrowed);
  }

  private static void pick(Seeds from, Box box, Seeds to) {
    to.clear();
    for (int n = 0; n < from.count; n++) {
      to.offer(from, n, box);
    }
    to.settle();
  }

  /** Finds the first and the second seed of every voxel of a brick in the narrowed region. */
  void brick(Brick brick) {
    pick(narrowed, brick.bounds, near);
    java.util.Arrays.fill(first, Integer.MAX_VALUE);
    java.util.Arrays.fill(second, Integer.MAX_VALUE);
    // Value and number in one integer: the loop has no branch, and the compiler makes vectors.
    int most = Math.min(near.count, 1 << KEY_BITS);
    for (int n = 0; n < most; n++) {
      keys(brick, n);
    }
  }

  private void keys(Brick brick, int n) {
    float[] px = brick.x;
    float[] py = brick.y;
    float[] pz = brick.z;
    float x = near.x[n];
    float y = near.y[n];
    float z = near.z[n];
    float sx = near.sx[n];
    float sy = near.sy[n];
    float sz = near.sz[n];
    float shift = MOST_WEIGHT - near.weight[n];
    int[] a = first;
    int[] b = second;
    for (int v = 0; v < a.length; v++) {
      float dx = px[v] - x;
      float dy = py[v] - y;
      float dz = pz[v] - z;
      float q = sx * dx * dx + sy * dy * dy + sz * dz * dz + shift;
      int key = (int) (q * 64) << KEY_BITS | n;
      int old = a[v];
      a[v] = Math.min(old, key);
      b[v] = Math.min(b[v], Math.max(old, key));
    }
  }

  /** True if a seed can own a voxel of the brick. */
  boolean isNear(int id) {
    for (int n = 0; n < near.count; n++) {
      if (near.ids[n] == id) {
        return true;
      }
    }
    return false;
  }

  /** Number of the seed that owns a voxel of the brick. */
  int owner(int v) {
    return near.ids[first[v] & (1 << KEY_BITS) - 1];
  }

  /** Number of the seed on the other side of the nearest border. */
  int neighbour(int v) {
    return near.ids[second[v] & (1 << KEY_BITS) - 1];
  }

  /** Distance of a voxel to the border between both. */
  float border(int v, float x, float y, float z) {
    int a = first[v] & (1 << KEY_BITS) - 1;
    int b = second[v] & (1 << KEY_BITS) - 1;
    if (a == b) {
      return Float.MAX_VALUE;
    }
    float ax = x - near.x[a];
    float ay = y - near.y[a];
    float az = z - near.z[a];
    float bx = x - near.x[b];
    float by = y - near.y[b];
    float bz = z - near.z[b];
    float gax = near.sx[a] * ax;
    float gay = near.sy[a] * ay;
    float gaz = near.sz[a] * az;
    float gbx = near.sx[b] * bx;
    float gby = near.sy[b] * by;
    float gbz = near.sz[b] * bz;
    float apart =
        (gbx * bx + gby * by + gbz * bz - near.weight[b])
            - (gax * ax + gay * ay + gaz * az - near.weight[a]);
    // First-order distance to where both forms are equal: difference over its gradient.
    float gx = gbx - gax;
    float gy = gby - gay;
    float gz = gbz - gaz;
    return apart / (2 * (float) Math.sqrt(gx * gx + gy * gy + gz * gz) + 1e-6f);
  }
}
