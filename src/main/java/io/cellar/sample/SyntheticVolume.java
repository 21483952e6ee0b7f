package io.cellar.sample;

import io.cellar.sample.tissue.Tissue;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.util.Arrays;

/**
 * The built-in sample: a piece of brain as an electron microscope would show it, 32 gibivoxels of
 * {@code uint8} with axes {@code zyx}, a voxel being 8 nm wide. It lies nowhere; every voxel is a
 * pure function of its coordinates. Thread-safe.
 *
 * <p>Level n has voxels 2^n times as wide: voxel i of it covers voxels {@code [i * 2^n, (i + 1) *
 * 2^n)} of level 0, and shows what is at their centre.
 */
public final class SyntheticVolume {
  /** Width of a voxel of level 0 in nanometres. */
  public static final double VOXEL_NANOMETRES = 8;

  /** How many levels there are. */
  public static final int LEVELS = 5;

  private static final long[] SHAPE = {2048, 4096, 4096};

  private final int seed;
  private final Tissue tissue;

  public SyntheticVolume() {
    this(20);
  }

  /** Another piece of the same kind of tissue. */
  public SyntheticVolume(int seed) {
    this.seed = seed;
    this.tissue = new Tissue(seed);
  }

  /** Voxels along z, y and x at a level; level 0 is the finest. */
  public long[] shape(int level) {
    long[] shape = SHAPE.clone();
    for (int d = 0; d < shape.length; d++) {
      shape[d] = Math.ceilDiv(shape[d], downsampling(level));
    }
    return shape;
  }

  /** How many voxels of level 0 lie along the edge of a voxel of a level. */
  public static int downsampling(int level) {
    if (level < 0 || level >= LEVELS) {
      throw new IllegalArgumentException("level " + level + " of " + LEVELS);
    }
    return 1 << level;
  }

  /**
   * The voxels of a box.
   *
   * @param roi in voxels of the level, zyx, inside its shape
   */
  public Block block(int level, Roi roi) {
    if (roi.rank() != 3 || !Roi.ofShape(shape(level)).contains(roi)) {
      throw new IllegalArgumentException(
          roi + " lies outside the shape " + Arrays.toString(shape(level)));
    }
    int[] shape = Arrays.stream(roi.shape()).mapToInt(Math::toIntExact).toArray();
    return new Block(
        DType.UINT8, roi.shape(), tissue.fill(downsampling(level), roi.start(), shape));
  }

  /** One level as a volume to serve. */
  public ServedVolume level(int level) {
    return new Level(level);
  }

  private final class Level implements ServedVolume {
    private final int level;

    Level(int level) {
      downsampling(level);
      this.level = level;
    }

    @Override
    public Axes axes() {
      return Axes.parse("zyx");
    }

    @Override
    public long[] shape() {
      return SyntheticVolume.this.shape(level);
    }

    @Override
    public DType dtype() {
      return DType.UINT8;
    }

    @Override
    public Block block(Roi roi) {
      return SyntheticVolume.this.block(level, roi);
    }

    @Override
    public String identity() {
      return "tissue " + Tissue.VERSION + " " + seed + " " + level;
    }

    @Override
    public double voxelNanometres() {
      return VOXEL_NANOMETRES * downsampling(level);
    }
  }
}
