package io.cellar.sample.tissue;

/**
 * Borders between two processes: a double membrane, and here and there a synapse with a density on
 * one side and a cloud of vesicles on the other.
 */
final class Synapses {
  /** Beyond this distance from a border nothing is drawn. */
  static final float REACH = 52;

  private static final float MEMBRANE = 2.4f;
  private static final float PITCH = 7.5f;

  private final int seed;
  private final float step;
  private final Ink ink;

  Synapses(int seed, int step, Ink ink) {
    this.seed = seed;
    this.step = step;
    this.ink = ink;
  }

  /**
   * Draws over the grey of one voxel.
   *
   * @param tone the slow field; synapses are where it is high
   * @param border distance to the border between {@code id} and {@code neighbour}
   */
  float draw(
      float value, float tone, float border, int id, int neighbour, long vz, long vy, long vx) {
    float shown = value;
    float half = MEMBRANE;
    float dark = 62;
    if (tone > 0.05f && (Noise.hash(seed, id ^ neighbour, 0, 0) & 3) < 2) {
      if (id < neighbour) {
        half += 5 * Noise.smoothstep(0.2f, 0.34f, tone);
        dark = 52;
      } else if (border > 6) {
        shown = vesicle(shown, vz, vy, vx);
      }
    }
    if (border > half + ink.blur()) {
      return shown;
    }
    float cleft = ink.fine() * Noise.part(1.1f - border) * 42;
    return Ink.mix(shown, dark + cleft, ink.cover(border, half));
  }

  /** Small bright balls with a dark rim, one in most cells of a narrow lattice. */
  private float vesicle(float value, long vz, long vy, long vx) {
    float pz = vz * step / PITCH;
    int iz = (int) pz;
    // Layers and rows are shifted against each other, or the lattice would show.
    float py = vy * step / PITCH + Noise.unit(Noise.hash(seed, 1, 1, iz));
    int iy = (int) py;
    float px = vx * step / PITCH + Noise.unit(Noise.hash(seed, 2, iy, iz));
    int ix = (int) px;
    int h = Noise.hash(seed, ix, iy, iz);
    if ((h & 3) == 0) {
      return value - 6;
    }
    float dx = (px - ix - 0.5f) * PITCH - ((h >>> 4 & 15) - 7.5f) * 0.13f;
    float dy = (py - iy - 0.5f) * PITCH - ((h >>> 8 & 15) - 7.5f) * 0.13f;
    float dz = (pz - iz - 0.5f) * PITCH - ((h >>> 12 & 15) - 7.5f) * 0.13f;
    float r = (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
    float rim = Noise.part(1.25f - Math.abs(r - 2.5f) * 0.9f);
    float ball = r < 2.5f ? value + 16 : value - 6;
    return Ink.mix(ball, 88, ink.fine() * rim);
  }
}
