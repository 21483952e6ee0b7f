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

  private final int seed;
  private final Brick brick;
  private final float step;
  private final float blur;
  private final float strength;
  private final float fine;
  private final Texture coarse;
  private final Texture middle;
  private final Texture small;
  private final Vessels.Near vessel = new Vessels.Near();
  private final Neurites.Near seeds = new Neurites.Near();
  private final Neurites.Owner owner = new Neurites.Owner();
  private final Mito[] mitos = new Mito[256];
  private int mitoCount;
  private Body body;

  Shader(int seed, Brick brick) {
    this.seed = seed;
    this.brick = brick;
    this.step = brick.step;
    this.blur = Math.max(1.5f, 0.9f * step);
    this.strength = 1 / (1 + 0.045f * (step - 1));
    this.fine = 1 / (1 + 0.8f * (step - 1));
    this.coarse = new Texture(seed + 1, Math.max(brick.edge, 64 / brick.step), brick.edge);
    this.middle = new Texture(seed + 2, Math.max(4, 16 / brick.step), brick.edge);
    this.small = new Texture(seed + 3, 4, brick.edge);
  }

  /** Looks up what may touch the brick, whose positions and bounds are filled in. */
  void look(Vessels vessels, CellBodies bodies, Neurites neurites, Mitochondria mitochondria) {
    vessels.near(brick, vessel);
    body = bodies.near(brick, 4 + blur);
    mitoCount = mitochondria.near(brick, mitos);
    neurites.near(brick, seeds);
  }

  void textures(long bz, long by, long bx) {
    coarse.fill(brick.edge, bz, by, bx);
    middle.fill(brick.edge, bz, by, bx);
    small.fill(brick.edge, bz, by, bx);
  }

  /** Grey of the n-th voxel of the brick, which is voxel {@code vz, vy, vx} of the level. */
  int grey(int n, long vz, long vy, long vx) {
    float x = brick.x[n];
    float y = brick.y[n];
    float z = brick.z[n];
    float lumen = vessel.distance(x, y, z);
    float wall = 24 + 14 * coarse.values()[n];
    float value;
    if (lumen < wall + 7) {
      value = vesselGrey(n, lumen, wall);
    } else {
      float inside = body == null ? Float.MAX_VALUE : body.distance(x, y, z);
      value =
          inside < 0
              ? bodyGrey(n, x, y, z, Math.min(-inside, lumen - wall - 7))
              : neuropilGrey(n, x, y, z, Math.min(inside, lumen - wall - 7), lumen, vz, vy, vx);
    }
    value += grain(n, vz, vy, vx);
    return Math.clamp((int) (value + 0.5f), 0, 255);
  }

  private float grain(int n, long vz, long vy, long vx) {
    int h = Noise.hash(seed + brick.step, (int) vx, (int) vy, (int) vz);
    int sum = (h & 255) + (h >>> 8 & 255) + (h >>> 16 & 255) + (h >>> 24);
    return (sum - 510) * 0.055f * (0.35f + 0.65f * fine) + small.values()[n] * 9 * fine;
  }

  /** The part of a voxel that a membrane covers, at a distance from its middle. */
  private float cover(float distance, float half) {
    return strength * Math.clamp(0.5f + (half - Math.abs(distance)) / blur, 0, 1);
  }

  private static float mix(float a, float b, float part) {
    return a + (b - a) * part;
  }

  private float vesselGrey(int n, float lumen, float wall) {
    if (lumen < 0) {
      float depth = vessel.bloodCell();
      float part = Math.clamp(0.5f + depth / blur, 0, 1);
      float value = mix(226, 74 + 6 * middle.values()[n], part);
      return mix(value, 90, cover(lumen, MEMBRANE));
    }
    float endothelium = 134 + 22 * middle.values()[n];
    float value = lumen < wall ? endothelium : 148 + 10 * middle.values()[n];
    float edge = Math.min(lumen, Math.abs(lumen - wall));
    return mix(value, 72, cover(edge, MEMBRANE));
  }

  private float bodyGrey(int n, float x, float y, float z, float border) {
    float nuclear = body.nuclearDistance(x, y, z);
    if (nuclear < 0) {
      return nucleusGrey(n, x, y, z, -nuclear);
    }
    float value = 158 + 9 * coarse.values()[n] + 8 * middle.values()[n];
    // Cisternae of the endoplasmic reticulum are where a smooth field crosses certain values.
    float sheet = middle.values()[n] + 0.9f * coarse.values()[n];
    float fold = Math.abs(sheet - Math.round(sheet * 3) / 3f) * 26;
    if (coarse.values()[n] > -0.25f) {
      value = mix(value, 92, 0.6f * cover(fold, 1.1f) * Math.min(1, 4 * fine));
    }
    value = organelles(n, x, y, z, value, body.id(), Math.min(border, nuclear));
    value = mix(value, 74, cover(nuclear - 4, 1.7f));
    return mix(value, 64, cover(border, MEMBRANE));
  }

  private float nucleusGrey(int n, float x, float y, float z, float depth) {
    float clumps = coarse.values()[n] + 0.45f * middle.values()[n];
    float rim = 0.9f * (1 - Noise.smoothstep(4, 34, depth));
    float dark = Noise.smoothstep(0.3f, 0.55f, clumps + rim);
    float value = mix(173 + 9 * middle.values()[n], 116 + 14 * middle.values()[n], dark);
    float core = body.nucleolarDistance(x, y, z) + 12 * coarse.values()[n];
    value = mix(value, 78 + 22 * middle.values()[n], Math.clamp(0.5f - core / (blur + 3), 0, 1));
    return mix(value, 70, cover(depth - 1, 1.9f));
  }

  private float neuropilGrey(
      int n, float x, float y, float z, float edge, float lumen, long vz, long vy, long vx) {
    Neurites.owner(seeds, x, y, z, owner);
    int id = owner.id;
    float border = Math.min(edge, owner.border);
    int kind = (id >>> 7) % 40;
    float value = cytoplasm(id, kind) + 6 * coarse.values()[n] + 5 * middle.values()[n];
    if (lumen < Vessels.REACH) {
      value += 24 * (1 - Noise.smoothstep(60, Vessels.REACH, lumen));
    }
    if (kind == 0) {
      return myelin(value, border);
    }
    value = organelles(n, x, y, z, value, id, border);
    return synapse(n, value, border, vz, vy, vx);
  }

  private static float cytoplasm(int id, int kind) {
    float own = 14 * Noise.signed(id * 0x9e3779b9);
    return (kind < 5 ? 138 : kind < 9 ? 190 : 168) + own;
  }

  /** A dark sheath of many turns around the process. */
  private float myelin(float value, float border) {
    float sheath = 15;
    float turns = 58 + 26 * fine * (float) Math.sin(border * 2.1f);
    return mix(value, turns, Math.clamp(0.5f + (sheath - border) / blur, 0, 1));
  }

  private float organelles(int n, float x, float y, float z, float value, int owner, float border) {
    for (int m = 0; m < mitoCount; m++) {
      Mito mito = mitos[m];
      if (mito.owner() == owner) {
        float depth = Math.min(mito.depth(x, y, z), border - 6);
        if (depth > -blur) {
          return mitochondrion(n, mito, mito.along(x, y, z), depth, value);
        }
      }
    }
    return value;
  }

  private float mitochondrion(int n, Mito mito, float along, float depth, float value) {
    float matrix = 112 + 10 * Noise.signed(mito.id());
    // Cristae: folds across the length, a little bent, with a rim left free.
    float phase = along * 0.74f + 2.2f * middle.values()[n] + depth * 0.12f;
    float fold = (float) Math.cos(phase);
    float free = Noise.smoothstep(2.5f, 6, depth);
    float inner = mix(matrix, fold > 0 ? matrix + 34 : matrix - 26, fine * free * Math.abs(fold));
    float part = Math.clamp(0.5f + depth / blur, 0, 1);
    return mix(mix(value, inner, part), 58, cover(depth - 1, 1.7f));
  }

  /**
   * The border between two processes, here and there a synapse: dense on one side, vesicles on the
   * other.
   */
  private float synapse(int n, float value, float border, long vz, long vy, long vx) {
    float shown = value;
    float zone = coarse.values()[n];
    int pair = Noise.hash(seed, owner.id ^ owner.neighbour, 0, 0);
    boolean synapse = (pair & 3) == 0 && zone > 0.15f;
    if (synapse && owner.id > owner.neighbour && border < 46 && border > 7) {
      shown = vesicle(shown, vz, vy, vx);
    }
    float half = MEMBRANE;
    float dark = 62;
    if (synapse && owner.id < owner.neighbour) {
      half += 5 * Noise.smoothstep(0.15f, 0.3f, zone);
      dark = 52;
    }
    float covered = cover(border, half);
    float cleft = fine * Math.clamp(1.1f - border, 0, 1) * 42;
    return mix(shown, dark + cleft, covered);
  }

  /**
   * Synaptic vesicles: small bright balls with a dark rim, one in each cell of a narrow lattice.
   */
  private float vesicle(float value, long vz, long vy, long vx) {
    float pitch = 8;
    float px = vx * step / pitch;
    float py = vy * step / pitch;
    float pz = vz * step / pitch;
    int ix = (int) Math.floor(px);
    int iy = (int) Math.floor(py);
    int iz = (int) Math.floor(pz);
    int h = Noise.hash(seed + 9, ix, iy, iz);
    if ((h & 3) == 0) {
      return value;
    }
    float dx = (px - ix - 0.5f) * pitch - ((h >>> 4 & 15) - 7.5f) * 0.16f;
    float dy = (py - iy - 0.5f) * pitch - ((h >>> 8 & 15) - 7.5f) * 0.16f;
    float dz = (pz - iz - 0.5f) * pitch - ((h >>> 12 & 15) - 7.5f) * 0.16f;
    float r = (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
    float rim = Math.clamp(1 - Math.abs(r - 2.6f) / 1.2f, 0, 1);
    float ball = r < 2.6f ? value + 14 : value;
    return mix(ball, 86, fine * rim);
  }
}
