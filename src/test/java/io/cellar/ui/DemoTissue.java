package io.cellar.ui;

import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.util.function.IntToDoubleFunction;

/**
 * A pattern like cells, z, y, x, uint8. The sines of sums are made of those of the terms: a window
 * shows thirty million voxels, and four sines for each would be most of a test's time.
 */
final class DemoTissue {
  private DemoTissue() {}

  /** Sine and cosine of an angle for each voxel of a row. */
  private record Waves(double[] sin, double[] cos) {
    static Waves of(int width, IntToDoubleFunction angle) {
      Waves waves = new Waves(new double[width], new double[width]);
      for (int n = 0; n < width; n++) {
        waves.sin[n] = Math.sin(angle.applyAsDouble(n));
        waves.cos[n] = Math.cos(angle.applyAsDouble(n));
      }
      return waves;
    }

    /** Sine of the angle of a voxel and another one. */
    double sinOfSum(int n, double sinOther, double cosOther) {
      return sin[n] * cosOther + cos[n] * sinOther;
    }
  }

  /** The voxels of a box. */
  static Block block(Roi roi) {
    Block block = Block.zeros(DType.UINT8, roi.shape());
    byte[] values = (byte[]) block.values();
    int width = (int) roi.size(2);
    int first = (int) roi.start(2);
    Waves across = Waves.of(width, n -> (first + n) / 17.0);
    int i = 0;
    for (long z = roi.start(0); z < roi.stop(0); z++) {
      double depth = z / 50.0;
      Waves along = Waves.of(width, n -> 2 * Math.sin((first + n) / 37.0 - depth));
      for (long y = roi.start(1); y < roi.stop(1); y++) {
        double bend = 2 * Math.sin(y / 41.0 + z / 60.0);
        double sinBend = Math.sin(bend);
        double cosBend = Math.cos(bend);
        double sinY = Math.sin(y / 19.0);
        double cosY = Math.cos(y / 19.0);
        for (int n = 0; n < width; n++) {
          double a = across.sinOfSum(n, sinBend, cosBend);
          double b = along.sinOfSum(n, sinY, cosY);
          long x = first + n;
          double grain = ((x * 73856093 ^ y * 19349663 ^ z * 83492791) & 31) - 16;
          double wall = Math.min(Math.abs(a), Math.abs(b));
          values[i++] = (byte) (int) (60 + 130 * Math.min(1, wall * 2.2) + grain);
        }
      }
    }
    return block;
  }
}
