package io.cellar.sample.tissue;

/** A box of positions, x first, both ends included. */
final class Box {
  final float[] low = new float[3];
  final float[] high = new float[3];

  /** A box wider by a margin on all sides. */
  Box wider(float margin) {
    Box wider = new Box();
    for (int d = 0; d < 3; d++) {
      wider.low[d] = low[d] - margin;
      wider.high[d] = high[d] + margin;
    }
    return wider;
  }

  /** Smallest distance to a point; 0 inside. */
  float distance(float px, float py, float pz) {
    float dx = Math.max(0, Math.max(low[0] - px, px - high[0]));
    float dy = Math.max(0, Math.max(low[1] - py, py - high[1]));
    float dz = Math.max(0, Math.max(low[2] - pz, pz - high[2]));
    return (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
