package io.cellar.sample.tissue;

/** Two capillaries that wander through the volume, one along z and one along x. */
final class Vessels {
  private static final float FAR = 1e9f;

  /** Beyond this distance from the lumen a vessel has no influence. */
  static final float REACH = 190;

  private final Tube[] tubes = {
    new Tube(2, 0, 1, 2560, 300, 1830, 260, 720, 0.6f, 250),
    new Tube(0, 1, 2, 3280, 230, 620, 170, 810, 2.1f, 190)
  };

  /** A tube as it is near one box: its middle line and its walls straight. */
  static final class Near {
    private Tube tube;
    private float t0;
    private float u0;
    private float v0;
    private float du;
    private float dv;
    private float radius;
    private float dr;
    private final float[] p = new float[3];

    /** True if a vessel has influence on the box. */
    boolean exists() {
      return tube != null;
    }

    /** Distance to the lumen's border, negative inside. */
    float distance(float x, float y, float z) {
      if (tube == null) {
        return FAR;
      }
      p[0] = x;
      p[1] = y;
      p[2] = z;
      float t = p[tube.along] - t0;
      float u = p[tube.across] - u0 - du * t;
      float v = p[tube.other] - v0 - dv * t;
      return (float) Math.sqrt(u * u + v * v) - radius - dr * t;
    }

    /**
     * How deep inside a blood cell the position of the last {@link #distance} lies, or negative.
     */
    float bloodCell() {
      float length = 620;
      float t = p[tube.along];
      int n = (int) Math.floor(t / length);
      int h = Noise.hash(tube.along + 17, n, 0, 0);
      if (Noise.unit(h) < 0.35f) {
        return -1;
      }
      h = Noise.next(h);
      float middle = (n + 0.4f + 0.2f * Noise.unit(h)) * length;
      h = Noise.next(h);
      float shift = radius * 0.3f * Noise.signed(h);
      h = Noise.next(h);
      float tilt = 0.7f * Noise.signed(h);
      float a = p[tube.across] - u0 - du * (t - t0) - shift;
      float b = p[tube.other] - v0 - dv * (t - t0) + shift * 0.5f;
      float c = t - middle + tilt * a;
      float rim = radius * 0.62f;
      float flat = (float) Math.sqrt(a * a + b * b) / rim;
      // A disc that is thinner in the middle than near its rim.
      float thick =
          radius * (0.13f + 0.17f * flat * flat) * (1 - flat * flat * flat * flat * flat * flat);
      return Math.min((1 - flat) * rim, thick - Math.abs(c));
    }
  }

  /**
   * One capillary: along one axis, its middle a sum of sines on the two others.
   *
   * @param uMid middle on axis {@code across}, swinging by {@code uSwing}
   * @param wave voxels per radian
   */
  private record Tube(
      int along,
      int across,
      int other,
      float uMid,
      float uSwing,
      float vMid,
      float vSwing,
      float wave,
      float phase,
      float radius) {

    float u(float t) {
      return uMid
          + uSwing * (float) Math.sin(t / wave + phase)
          + 0.25f * uSwing * (float) Math.sin(t / wave * 2.7 + 2 * phase);
    }

    float v(float t) {
      return vMid + vSwing * (float) Math.cos(t / wave * 0.8 + 3 * phase);
    }

    float radiusAt(float t) {
      return radius * (1 + 0.14f * (float) Math.sin(t / wave * 1.9 + phase));
    }
  }

  /** Finds the vessel that may influence a box. */
  void near(Box box, Near near) {
    near.tube = null;
    float least = REACH;
    float[] middle = new float[3];
    float half = 0;
    for (int d = 0; d < 3; d++) {
      middle[d] = (box.low[d] + box.high[d]) / 2;
      half += (box.high[d] - box.low[d]) * (box.high[d] - box.low[d]) / 4;
    }
    half = (float) Math.sqrt(half);
    for (Tube tube : tubes) {
      float distance = axisDistance(tube, middle) - 1.4f * half;
      if (distance < least) {
        least = distance;
        straighten(tube, middle[tube.along], near);
      }
    }
  }

  private static float axisDistance(Tube tube, float[] p) {
    float t = p[tube.along];
    float u = p[tube.across] - tube.u(t);
    float v = p[tube.other] - tube.v(t);
    return (float) Math.sqrt(u * u + v * v) - tube.radiusAt(t);
  }

  /** True if a position lies in a vessel or its wall. */
  boolean holds(float x, float y, float z) {
    float[] p = {x, y, z};
    for (Tube tube : tubes) {
      if (axisDistance(tube, p) < 60) {
        return true;
      }
    }
    return false;
  }

  private static void straighten(Tube tube, float t, Near near) {
    near.tube = tube;
    near.t0 = t;
    near.u0 = tube.u(t);
    near.v0 = tube.v(t);
    near.du = (tube.u(t + 4) - tube.u(t - 4)) / 8;
    near.dv = (tube.v(t + 4) - tube.v(t - 4)) / 8;
    near.radius = tube.radiusAt(t);
    near.dr = (tube.radiusAt(t + 4) - tube.radiusAt(t - 4)) / 8;
  }
}
