package io.cellar.sample.tissue;

/** How strongly things show at a level: drawing borders by distance, with edges one voxel soft. */
final class Ink {
  private final float blur;
  private final float sharp;
  private final float strength;
  private final float fine;
  private final float noise;

  /**
   * @param step size of a voxel in voxels of level 0
   */
  Ink(int step) {
    this.blur = Math.max(1.5f, 0.9f * step);
    this.sharp = 1 / blur;
    this.strength = 1 / (1 + 0.045f * (step - 1));
    this.fine = 1 / (1 + 0.8f * (step - 1));
    this.noise = 0.35f + 0.65f * fine;
  }

  /** Width over which an edge goes from nothing to all, in voxels of level 0. */
  float blur() {
    return blur;
  }

  /** How much of the smallest details is left: 1 at level 0. */
  float fine() {
    return fine;
  }

  /** How much of the detector's noise is left after averaging: 1 at level 0. */
  float noise() {
    return noise;
  }

  /** The part of a voxel that a membrane covers, at a distance from its middle. */
  float cover(float distance, float half) {
    return strength * Noise.part(0.5f + (half - Math.abs(distance)) * sharp);
  }

  /** The part of a voxel that lies inside a body, at a depth below its surface. */
  float inside(float depth) {
    return Noise.part(0.5f + depth * sharp);
  }

  /** From {@code a} to {@code b} by a part from 0 to 1. */
  static float mix(float a, float b, float part) {
    return a + (b - a) * part;
  }
}
