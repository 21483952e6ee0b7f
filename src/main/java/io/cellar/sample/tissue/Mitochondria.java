package io.cellar.sample.tissue;

import java.util.ArrayList;
import java.util.List;

/**
 * Mitochondria as drawn-out ellipsoids, at most one in each cell of a lattice, each inside the one
 * process or cell body that holds its centre.
 */
final class Mitochondria {
  /** Farthest reach from its centre. */
  static final float REACH = 95;

  private static final int PITCH = 112;

  /** Farthest that a centre can lie from a position that was prepared for. */
  static final float SPREAD = REACH + PITCH;

  private final int seed;
  private final Neurites neurites;
  private final CellBodies bodies;
  private final Vessels vessels;
  private Mito[] found = new Mito[0];
  private final Mito[] region = new Mito[512];
  private int regionCount;

  /**
   * One mitochondrion.
   *
   * @param owner number of the process or cell body that it lies in
   * @param ax direction of its length, a unit vector with {@code ay, az}
   */
  record Mito(
      int id,
      int owner,
      float x,
      float y,
      float z,
      float ax,
      float ay,
      float az,
      float half,
      float radius) {

    /** How deep inside a position lies; negative outside, not exactly when far. */
    float depth(float px, float py, float pz) {
      float dx = px - x;
      float dy = py - y;
      float dz = pz - z;
      float along = along(px, py, pz);
      float across = dx * dx + dy * dy + dz * dz - along * along;
      float t = along / half;
      float e = t * t * t * t + across / (radius * radius);
      return e > 4 ? -radius : (1 - (float) Math.sqrt(e)) * radius;
    }

    /** Position along its length from its centre. */
    float along(float px, float py, float pz) {
      return (px - x) * ax + (py - y) * ay + (pz - z) * az;
    }
  }

  Mitochondria(int seed, Neurites neurites, CellBodies bodies, Vessels vessels) {
    this.seed = seed;
    this.neurites = neurites;
    this.bodies = bodies;
    this.vessels = vessels;
  }

  /** Finds those that may reach into a box. The others must be prepared before. */
  void prepare(Box box) {
    List<Mito> mitos = new ArrayList<>();
    int[] a = new int[3];
    int[] b = new int[3];
    for (int d = 0; d < 3; d++) {
      a[d] = (int) Math.floor((box.low[d] - REACH) / PITCH);
      b[d] = (int) Math.floor((box.high[d] + REACH) / PITCH);
    }
    for (int k = a[2]; k <= b[2]; k++) {
      for (int j = a[1]; j <= b[1]; j++) {
        for (int i = a[0]; i <= b[0]; i++) {
          make(i, j, k, mitos);
        }
      }
    }
    found = mitos.toArray(new Mito[0]);
  }

  private void make(int i, int j, int k, List<Mito> mitos) {
    int id = Noise.hash(seed, i, j, k);
    if (Noise.unit(id) > 0.8f) {
      return;
    }
    float[] draw = new float[8];
    int h = id;
    for (int n = 0; n < draw.length; n++) {
      h = Noise.next(h);
      draw[n] = Noise.unit(h);
    }
    float x = (i + draw[0]) * PITCH;
    float y = (j + draw[1]) * PITCH;
    float z = (k + draw[2]) * PITCH;
    if (vessels.holds(x, y, z)) {
      return;
    }
    CellBodies.Body body = bodies.holding(x, y, z, 0);
    float[] direction = {2 * draw[3] - 1, 2 * draw[4] - 1, 2 * draw[5] - 1};
    int owner;
    if (body == null) {
      owner = neurites.ownerAt(x, y, z);
      direction[Neurites.axis(owner)] += 2.4f;
    } else {
      owner = body.id();
    }
    float length =
        (float)
            Math.sqrt(
                direction[0] * direction[0]
                    + direction[1] * direction[1]
                    + direction[2] * direction[2]
                    + 1e-6f);
    mitos.add(
        new Mito(
            id,
            owner,
            x,
            y,
            z,
            direction[0] / length,
            direction[1] / length,
            direction[2] / length,
            34 + 60 * draw[6] * draw[6],
            15 + 10 * draw[7]));
  }

  /** Gathers those that may reach into a box of several bricks. */
  void region(Box box) {
    regionCount = gather(found, found.length, box, region);
  }

  /** Gathers those of the region that may reach into a brick; returns how many. */
  int near(Box box, Mito[] near) {
    return gather(region, regionCount, box, near);
  }

  private static int gather(Mito[] from, int count, Box box, Mito[] to) {
    int kept = 0;
    for (int n = 0; n < count && kept < to.length; n++) {
      Mito mito = from[n];
      if (box.distance(mito.x, mito.y, mito.z) < mito.half * 1.05f + 8) {
        to[kept++] = mito;
      }
    }
    return kept;
  }
}
