package io.cellar.sample.tissue;

import java.util.Arrays;

/**
 * A list of {@link Neurites} seeds, each with the range that its form {@code sum(s_d * (p_d -
 * seed_d)^2) - weight} takes over a box. Can be cut down to those that can be first or second
 * anywhere in the box.
 */
final class Seeds {
  int count;
  int[] ids = new int[64];
  float[] x = new float[64];
  float[] y = new float[64];
  float[] z = new float[64];
  float[] sx = new float[64];
  float[] sy = new float[64];
  float[] sz = new float[64];
  float[] weight = new float[64];
  private float[] least = new float[64];
  private float first;
  private float second;

  void clear() {
    count = 0;
    first = Float.MAX_VALUE;
    second = Float.MAX_VALUE;
  }

  void add(int id, float px, float py, float pz, float ax, float ay, float az, float w) {
    if (count == ids.length) {
      grow();
    }
    ids[count] = id;
    x[count] = px;
    y[count] = py;
    z[count] = pz;
    sx[count] = ax;
    sy[count] = ay;
    sz[count] = az;
    weight[count] = w;
    count++;
  }

  private void grow() {
    int n = 2 * count;
    ids = Arrays.copyOf(ids, n);
    x = Arrays.copyOf(x, n);
    y = Arrays.copyOf(y, n);
    z = Arrays.copyOf(z, n);
    sx = Arrays.copyOf(sx, n);
    sy = Arrays.copyOf(sy, n);
    sz = Arrays.copyOf(sz, n);
    weight = Arrays.copyOf(weight, n);
    least = Arrays.copyOf(least, n);
  }

  /** Adds a seed of another list, unless it can be neither first nor second in the box. */
  void offer(Seeds from, int n, Box box) {
    float base = -from.weight[n];
    float low = base + from.sx[n] * near(from.x[n], box.low[0], box.high[0]);
    if (low > second) {
      return;
    }
    low += from.sy[n] * near(from.y[n], box.low[1], box.high[1]);
    if (low > second) {
      return;
    }
    low += from.sz[n] * near(from.z[n], box.low[2], box.high[2]);
    if (low > second) {
      return;
    }
    float high =
        base
            + from.sx[n] * far(from.x[n], box.low[0], box.high[0])
            + from.sy[n] * far(from.y[n], box.low[1], box.high[1])
            + from.sz[n] * far(from.z[n], box.low[2], box.high[2]);
    if (high < first) {
      second = first;
      first = high;
    } else if (high < second) {
      second = high;
    }
    add(
        from.ids[n],
        from.x[n],
        from.y[n],
        from.z[n],
        from.sx[n],
        from.sy[n],
        from.sz[n],
        from.weight[n]);
    least[count - 1] = low;
  }

  /** Square of the least distance between a point and a range. */
  private static float near(float at, float low, float high) {
    float d = Math.max(0, Math.max(low - at, at - high));
    return d * d;
  }

  /** Square of the greatest distance between a point and a range. */
  private static float far(float at, float low, float high) {
    float d = Math.max(at - low, high - at);
    return d * d;
  }

  /** Drops those that were taken before a better pair was known. */
  void settle() {
    int kept = 0;
    for (int n = 0; n < count; n++) {
      if (least[n] <= second) {
        ids[kept] = ids[n];
        x[kept] = x[n];
        y[kept] = y[n];
        z[kept] = z[n];
        sx[kept] = sx[n];
        sy[kept] = sy[n];
        sz[kept] = sz[n];
        weight[kept] = weight[n];
        least[kept++] = least[n];
      }
    }
    count = kept;
  }

  /** The form of one seed at a position; the smallest owns it. */
  float form(int n, float px, float py, float pz) {
    float dx = px - x[n];
    float dy = py - y[n];
    float dz = pz - z[n];
    return sx[n] * dx * dx + sy[n] * dy * dy + sz[n] * dz * dz - weight[n];
  }
}
