package io.cellar.sample.tissue;

/**
 * The packed processes of nerve tissue as a weighted Voronoi diagram: one seed point in each cell
 * of a lattice, each with its own size and its own direction in which it is drawn out, so that
 * borders are curved and profiles differ. A position belongs to the seed with the smallest {@code
 * sum(s_d * (p_d - seed_d)^2) - weight}.
 */
final class Neurites {
  private static final int PITCH = 92;
  private static final int REACH = 2;

  private final int seed;
  private final int[] from = new int[3];
  private final int[] count = new int[3];
  private float[] seeds = new float[0];
  private int[] ids = new int[0];

  /** What a position belongs to. */
  static final class Owner {
    /** Number of the seed, and of the one next to it. */
    int id;

    int neighbour;

    /** Distance to the border between both. */
    float border;
  }

  /** The seeds that can own a position of one brick: seven numbers each. */
  static final class Near {
    float[] seeds = new float[7 * 216];
    int[] ids = new int[216];
    float[] least = new float[216];
    int count;
  }

  Neurites(int seed) {
    this.seed = seed;
  }

  /** Makes the seeds that matter between two positions (warped, in voxels of level 0). */
  void prepare(float[] low, float[] high) {
    int n = 1;
    for (int d = 0; d < 3; d++) {
      from[d] = lattice(low[d]) - REACH;
      count[d] = lattice(high[d]) + REACH + 1 - from[d];
      n *= count[d];
    }
    seeds = new float[7 * n];
    ids = new int[n];
    int at = 0;
    for (int k = 0; k < count[2]; k++) {
      for (int j = 0; j < count[1]; j++) {
        for (int i = 0; i < count[0]; i++, at++) {
          ids[at] = make(from[0] + i, from[1] + j, from[2] + k, seeds, 7 * at);
        }
      }
    }
  }

  private static int lattice(float position) {
    return (int) Math.floor(position / PITCH);
  }

  /** Writes a seed: position, three scales, weight. Returns its number. */
  private int make(int i, int j, int k, float[] out, int at) {
    int id = Noise.hash(seed, i, j, k);
    int h = Noise.next(id);
    out[at] = (i + 0.1f + 0.8f * Noise.unit(h)) * PITCH;
    h = Noise.next(h);
    out[at + 1] = (j + 0.1f + 0.8f * Noise.unit(h)) * PITCH;
    h = Noise.next(h);
    out[at + 2] = (k + 0.1f + 0.8f * Noise.unit(h)) * PITCH;
    int axis = axis(id);
    for (int d = 0; d < 3; d++) {
      out[at + 3 + d] = d == axis ? 0.22f : 1.25f;
    }
    h = Noise.next(h);
    float size = Noise.unit(h);
    out[at + 6] = 0.62f * PITCH * PITCH * size * size * size - 0.1f * PITCH * PITCH;
    return id;
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
          float q = form(seeds, 7 * n, x, y, z);
          if (q < best) {
            best = q;
            id = ids[n];
          }
        }
      }
    }
    return id;
  }

  private static float form(float[] s, int at, float x, float y, float z) {
    float dx = x - s[at];
    float dy = y - s[at + 1];
    float dz = z - s[at + 2];
    return s[at + 3] * dx * dx + s[at + 4] * dy * dy + s[at + 5] * dz * dz - s[at + 6];
  }

  /** Gathers the seeds that can be first or second for any position of the brick. */
  void near(Brick brick, Near near) {
    near.count = 0;
    float secondMost = Float.MAX_VALUE;
    float firstMost = Float.MAX_VALUE;
    int[] a = new int[3];
    int[] b = new int[3];
    for (int d = 0; d < 3; d++) {
      a[d] = Math.max(0, lattice(brick.low[d]) - REACH - from[d]);
      b[d] = Math.min(count[d], lattice(brick.high[d]) + REACH + 1 - from[d]);
    }
    reserve(near, (b[0] - a[0]) * (b[1] - a[1]) * (b[2] - a[2]));
    for (int k = a[2]; k < b[2]; k++) {
      for (int j = a[1]; j < b[1]; j++) {
        for (int i = a[0]; i < b[0]; i++) {
          int n = (k * count[1] + j) * count[0] + i;
          float least = -seeds[7 * n + 6];
          float most = least;
          for (int d = 0; d < 3; d++) {
            float under = brick.low[d] - seeds[7 * n + d];
            float over = seeds[7 * n + d] - brick.high[d];
            float inner = Math.max(0, Math.max(under, over));
            float outer = Math.max(Math.abs(under), Math.abs(over));
            least += seeds[7 * n + 3 + d] * inner * inner;
            most += seeds[7 * n + 3 + d] * outer * outer;
          }
          if (least > secondMost) {
            continue;
          }
          if (most < firstMost) {
            secondMost = firstMost;
            firstMost = most;
          } else if (most < secondMost) {
            secondMost = most;
          }
          near.least[near.count] = least;
          near.ids[near.count] = ids[n];
          System.arraycopy(seeds, 7 * n, near.seeds, 7 * near.count++, 7);
        }
      }
    }
    drop(near, secondMost);
  }

  private static void reserve(Near near, int n) {
    if (near.ids.length < n) {
      near.seeds = new float[7 * n];
      near.ids = new int[n];
      near.least = new float[n];
    }
  }

  private static void drop(Near near, float limit) {
    int kept = 0;
    for (int n = 0; n < near.count; n++) {
      if (near.least[n] <= limit) {
        near.ids[kept] = near.ids[n];
        System.arraycopy(near.seeds, 7 * n, near.seeds, 7 * kept++, 7);
      }
    }
    near.count = kept;
  }

  /** Whom a position of the gathered brick belongs to. */
  static void owner(Near near, float x, float y, float z, Owner owner) {
    float[] s = near.seeds;
    float best = Float.MAX_VALUE;
    float second = Float.MAX_VALUE;
    int first = 0;
    int next = 0;
    for (int n = 0, at = 0; n < near.count; n++, at += 7) {
      float q = form(s, at, x, y, z);
      if (q < best) {
        second = best;
        next = first;
        best = q;
        first = at;
      } else if (q < second) {
        second = q;
        next = at;
      }
    }
    owner.id = near.ids[first / 7];
    owner.neighbour = near.ids[next / 7];
    // First-order distance to where both forms are equal: difference over its gradient.
    float gx = s[next + 3] * (x - s[next]) - s[first + 3] * (x - s[first]);
    float gy = s[next + 4] * (y - s[next + 1]) - s[first + 4] * (y - s[first + 1]);
    float gz = s[next + 5] * (z - s[next + 2]) - s[first + 5] * (z - s[first + 2]);
    float steep = 2 * (float) Math.sqrt(gx * gx + gy * gy + gz * gz) + 1e-6f;
    owner.border = (second - best) / steep;
  }
}
