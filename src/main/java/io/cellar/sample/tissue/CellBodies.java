package io.cellar.sample.tissue;

/**
 * Large round cells with a nucleus and a nucleolus, at most one in each cell of a wide lattice, as
 * slightly squeezed spheres.
 */
final class CellBodies {
  private static final int PITCH = 1300;
  private static final float MOST_RADIUS = 600;

  private final int seed;
  private Body[] found = new Body[0];

  /**
   * One cell.
   *
   * @param squeeze scale of the offset along each axis, x first
   * @param nucleus radius of the nucleus, whose centre is {@code nx, ny, nz}
   */
  record Body(
      int id,
      float x,
      float y,
      float z,
      float radius,
      float[] squeeze,
      float nucleus,
      float nx,
      float ny,
      float nz) {

    /** Distance to the surface, negative inside. */
    float distance(float px, float py, float pz) {
      return length((px - x) * squeeze[0], (py - y) * squeeze[1], (pz - z) * squeeze[2]) - radius;
    }

    /** Distance to the nuclear envelope, negative inside. */
    float nuclearDistance(float px, float py, float pz) {
      return length((px - nx) * squeeze[0], (py - ny) * squeeze[1], (pz - nz) * squeeze[2])
          - nucleus;
    }

    /** Distance to the nucleolus' surface, negative inside. */
    float nucleolarDistance(float px, float py, float pz) {
      float shift = nucleus * 0.35f;
      return length(px - nx - shift, py - ny + shift * 0.6f, pz - nz + shift * 0.3f)
          - nucleus * 0.2f;
    }

    private static float length(float x, float y, float z) {
      return (float) Math.sqrt(x * x + y * y + z * z);
    }
  }

  CellBodies(int seed) {
    this.seed = seed;
  }

  /** Finds the cells that may reach into a box. */
  void prepare(Box box) {
    java.util.List<Body> bodies = new java.util.ArrayList<>();
    int[] a = new int[3];
    int[] b = new int[3];
    for (int d = 0; d < 3; d++) {
      a[d] = (int) Math.floor((box.low[d] - MOST_RADIUS * 1.3f) / PITCH);
      b[d] = (int) Math.floor((box.high[d] + MOST_RADIUS * 1.3f) / PITCH);
    }
    for (int k = a[2]; k <= b[2]; k++) {
      for (int j = a[1]; j <= b[1]; j++) {
        for (int i = a[0]; i <= b[0]; i++) {
          int id = Noise.hash(seed, i, j, k);
          if (Noise.unit(id) < 0.72f) {
            bodies.add(make(id, i, j, k));
          }
        }
      }
    }
    found = bodies.toArray(new Body[0]);
  }

  private static Body make(int id, int i, int j, int k) {
    int h = id;
    float[] draw = new float[10];
    for (int n = 0; n < draw.length; n++) {
      h = Noise.next(h);
      draw[n] = Noise.unit(h);
    }
    float radius = 370 + 210 * draw[3];
    float nucleus = radius * (0.6f + 0.12f * draw[4]);
    float slack = (radius - nucleus) * 0.5f;
    float x = (i + 0.2f + 0.6f * draw[0]) * PITCH;
    float y = (j + 0.2f + 0.6f * draw[1]) * PITCH;
    float z = (k + 0.2f + 0.6f * draw[2]) * PITCH;
    return new Body(
        id,
        x,
        y,
        z,
        radius,
        new float[] {0.85f + 0.3f * draw[5], 0.85f + 0.3f * draw[6], 0.85f + 0.3f * draw[7]},
        nucleus,
        x + slack * (2 * draw[8] - 1),
        y + slack * (2 * draw[9] - 1),
        z);
  }

  /** The cell that reaches farthest into the box's neighbourhood, or null if none comes near. */
  Body near(Box box, float margin) {
    Body nearest = null;
    float least = margin;
    for (Body body : found) {
      float distance = box.distance(body.x, body.y, body.z) * 0.85f - body.radius;
      if (distance < least) {
        least = distance;
        nearest = body;
      }
    }
    return nearest;
  }

  /** The cell whose cytoplasm holds a position well inside, or null. */
  Body holding(float x, float y, float z, float depth) {
    for (Body body : found) {
      if (body.distance(x, y, z) < -depth && body.nuclearDistance(x, y, z) > depth) {
        return body;
      }
    }
    return null;
  }
}
