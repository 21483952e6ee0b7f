package io.cellar.sample.tissue;

import io.cellar.sample.tissue.CellBodies.Body;
import io.cellar.sample.tissue.Mitochondria.Mito;

/**
 * Turns structures into grey for the voxels of one brick. Borders are drawn by their distance: a
 * voxel is dark by the part of it that a membrane of a given half width covers, and a coarse voxel
 * shows a membrane a little wider than it is, or fine processes would melt away.
 */
final class Shader {
  private static final float MEMBRANE = 2.4f;

  private final Brick brick;
  private final Vessels vessels;
  private final CellBodies bodies;
  private final Neurites neurites;
  private final Mitochondria mitochondria;
  private final Ink ink;
  private final Texture middle;
  private final Grain grain;
  private final Synapses synapses;
  private final Vessels.Near vessel = new Vessels.Near();
  private final Mito[] mitos = new Mito[256];
  private int mitoCount;
  private Body body;
  private long bz;
  private long by;
  private long bx;

  Shader(
      int seed,
      Brick brick,
      Vessels vessels,
      CellBodies bodies,
      Neurites neurites,
      Mitochondria mitochondria) {
    this.brick = brick;
    this.vessels = vessels;
    this.bodies = bodies;
    this.neurites = neurites;
    this.mitochondria = mitochondria;
    this.ink = new Ink(brick.step);
    this.middle = new Texture(seed + 2, Math.max(4, 16 / brick.step), brick);
    this.grain = new Grain(seed + brick.step, brick);
    this.synapses = new Synapses(seed + 9, brick.step, ink);
  }

  /** Looks up what may touch the brick, whose positions are filled in. */
  void look(long z, long y, long x) {
    bz = z;
    by = y;
    bx = x;
    vessels.near(brick.bounds, vessel);
    body = bodies.near(brick.bounds, 4 + ink.blur());
    neurites.brick(brick);
    mitoCount = 0;
    int found = mitochondria.near(brick.bounds, mitos);
    for (int n = 0; n < found; n++) {
      int owner = mitos[n].owner();
      if (neurites.isNear(owner) || body != null && body.id() == owner) {
        mitos[mitoCount++] = mitos[n];
      }
    }
    middle.fill(z, y, x);
    grain.fill(brick, z, y, x);
  }

  /** Grey of the n-th voxel of the brick, unsigned. */
  byte grey(int n) {
    float x = brick.x[n];
    float y = brick.y[n];
    float z = brick.z[n];
    float edge = Float.MAX_VALUE;
    float lumen = Float.MAX_VALUE;
    float value = -1;
    if (vessel.exists()) {
      lumen = vessel.distance(x, y, z);
      float wall = 27 + 12 * brick.tone[n];
      edge = lumen - wall - 7;
      if (edge < 0) {
        value = vesselGrey(n, lumen, wall);
      }
    }
    if (value < 0 && body != null) {
      float inside = body.distance(x, y, z);
      if (inside < 0) {
        value = bodyGrey(n, x, y, z, Math.min(-inside, edge));
      }
      edge = Math.min(edge, inside);
    }
    if (value < 0) {
      value = neuropilGrey(n, x, y, z, edge, lumen);
    }
    float noisy = value + grain.values()[n] * 30 * ink.noise() + 0.5f;
    return (byte) Math.max(0, Math.min(255, (int) noisy));
  }

  private float vesselGrey(int n, float lumen, float wall) {
    if (lumen < 0) {
      float part = ink.inside(vessel.bloodCell());
      float value = Ink.mix(226, 76 + 6 * middle.values()[n], part);
      return Ink.mix(value, 90, ink.cover(lumen, MEMBRANE));
    }
    float value = lumen < wall ? 134 + 22 * middle.values()[n] : 150 + 9 * middle.values()[n];
    float edge = Math.min(lumen, Math.abs(lumen - wall));
    return Ink.mix(value, 72, ink.cover(edge, MEMBRANE));
  }

  private float bodyGrey(int n, float x, float y, float z, float border) {
    float nuclear = body.nuclearDistance(x, y, z);
    if (nuclear < 0) {
      return nucleusGrey(n, x, y, z, -nuclear);
    }
    float value = 160 + 8 * brick.tone[n] + 9 * middle.values()[n];
    value = reticulum(n, value, 0.62f, brick.tone[n] > -0.3f ? 4.5f : 1.5f);
    value = organelles(n, x, y, z, value, body.id(), Math.min(border, nuclear));
    value = Ink.mix(value, 74, ink.cover(nuclear - 4, 1.7f));
    return Ink.mix(value, 64, ink.cover(border, MEMBRANE));
  }

  /** Cisternae of the endoplasmic reticulum: where a smooth field crosses certain values. */
  private float reticulum(int n, float value, float depth, float density) {
    float field = (middle.values()[n] * 0.45f + brick.tone[n] * 1.3f) * density;
    float from = Math.abs(field - Math.round(field));
    float sheet = Noise.part(1.35f - from * 11);
    sheet *= Noise.smoothstep(-0.25f, 0.15f, middle.values()[n]);
    return Ink.mix(value, 96, depth * sheet * Math.min(1, 2.2f * ink.fine()));
  }

  private float nucleusGrey(int n, float x, float y, float z, float depth) {
    float clumps = brick.tone[n] + 0.28f * middle.values()[n];
    float rim = 0.5f * (1 - Noise.smoothstep(3, 40, depth));
    float dark = Noise.smoothstep(0.2f, 0.42f, clumps + rim);
    float value = Ink.mix(176 + 8 * middle.values()[n], 122 + 12 * middle.values()[n], 0.9f * dark);
    float core = -body.nucleolarDistance(x, y, z) - 16 * brick.tone[n];
    value = Ink.mix(value, 82 + 22 * middle.values()[n], ink.inside(core * 0.5f));
    return Ink.mix(value, 70, ink.cover(depth - 1, 1.9f));
  }

  private float neuropilGrey(int n, float x, float y, float z, float edge, float lumen) {
    int id = neurites.owner(n);
    float border = Math.min(edge, neurites.border(n, x, y, z));
    int kind = (id >>> 7) % 40;
    float value = cytoplasm(id, kind) + 5 * brick.tone[n] + 5 * middle.values()[n];
    if (lumen < Vessels.REACH) {
      value += 24 * (1 - Noise.smoothstep(60, Vessels.REACH, lumen));
    }
    if (kind == 0) {
      // A sheath of myelin: many turns of membrane.
      float turns = 58 + 26 * ink.fine() * (float) Math.sin(border * 2.1f);
      return Ink.mix(value, turns, ink.inside(15 - border));
    }
    if ((id & 3) != 0 && border > 6) {
      value = reticulum(n, value, 0.3f, 2.1f);
    }
    value = organelles(n, x, y, z, value, id, border);
    if (border > Synapses.REACH) {
      return value;
    }
    int i = n & brick.edge - 1;
    int j = n >>> brick.bits & brick.edge - 1;
    int k = n >>> 2 * brick.bits;
    return synapses.draw(
        value, brick.tone[n], border, id, neurites.neighbour(n), bz + k, by + j, bx + i);
  }

  private static float cytoplasm(int id, int kind) {
    float own = 13 * Noise.signed(id * 0x9e3779b9);
    return (kind < 5 ? 140 : kind < 9 ? 188 : 168) + own;
  }

  private float organelles(int n, float x, float y, float z, float value, int owner, float border) {
    for (int m = 0; m < mitoCount; m++) {
      Mito mito = mitos[m];
      if (mito.owner() == owner) {
        float depth = Math.min(mito.depth(x, y, z), border - 6);
        if (depth > -ink.blur()) {
          return mitochondrion(n, mito, mito.along(x, y, z), depth, value);
        }
      }
    }
    return value;
  }

  private float mitochondrion(int n, Mito mito, float along, float depth, float value) {
    float matrix = 114 + 10 * Noise.signed(mito.id());
    // Cristae: folds across the length, a little bent, with a rim left free.
    float phase = along * 0.74f + 2.2f * middle.values()[n] + depth * 0.12f;
    float fold = (float) Math.cos(phase);
    float free = Noise.smoothstep(2.5f, 6, depth);
    float inner =
        Ink.mix(matrix, fold > 0 ? matrix + 34 : matrix - 26, ink.fine() * free * Math.abs(fold));
    return Ink.mix(Ink.mix(value, inner, ink.inside(depth)), 58, ink.cover(depth - 1, 1.7f));
  }
}
