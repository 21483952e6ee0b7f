package io.cellar.export;

import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.ValueRange;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A plane of voxels as an 8-bit grey PNG, one pixel a voxel. */
public final class SlicePng {
  private SlicePng() {}

  /** The range that shows everything: that of the type for uint8 and bool, else of the values. */
  public static ValueRange fullRange(Block plane) {
    if (plane.dtype() == DType.UINT8) {
      return new ValueRange(0, 255);
    }
    if (plane.dtype() == DType.BOOL) {
      return new ValueRange(0, 1);
    }
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < plane.length(); i++) {
      double value = plane.toDouble(i);
      if (Double.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    return min <= max ? new ValueRange(min, max) : new ValueRange(0, 1);
  }

  /**
   * Encodes a plane. On any thread, except JavaFX's.
   *
   * @param plane a block of which two axes may be longer than one voxel
   * @param vertical index of the axis that runs down
   * @param horizontal index of the axis that runs to the right
   * @param range values shown as black and white; between them linear, NaN black
   */
  public static byte[] encode(Block plane, int vertical, int horizontal, ValueRange range)
      throws IOException {
    int width = Math.toIntExact(plane.size(horizontal));
    int height = Math.toIntExact(plane.size(vertical));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] row = new byte[width];
    long[] voxel = new long[plane.rank()];
    for (int v = 0; v < height; v++) {
      for (int h = 0; h < width; h++) {
        voxel[vertical] = v;
        voxel[horizontal] = h;
        row[h] = (byte) grey(plane.toDouble(plane.offset(voxel)), range);
      }
      image.getRaster().setDataElements(0, v, width, 1, row);
    }
    // Collected in memory: a temporary file on another disk could fail for reasons of its own.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream png = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", png);
    }
    return bytes.toByteArray();
  }

  private static int grey(double value, ValueRange range) {
    if (!(value > range.min())) {
      return 0;
    }
    if (value >= range.max()) {
      return 255;
    }
    return (int) Math.round((value - range.min()) / (range.max() - range.min()) * 255);
  }
}
