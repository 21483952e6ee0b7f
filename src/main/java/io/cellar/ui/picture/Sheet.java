package io.cellar.ui.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** The pixels of a picture that is put together, opaque at the end. Not thread-safe. */
final class Sheet {
  private final BufferedImage image;
  private final int[] pixels;

  /** A black sheet. */
  Sheet(int width, int height) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  /** The picture; later changes show in it. */
  BufferedImage image() {
    return image;
  }

  /**
   * Lays premultiplied ARGB pixels over what is there; what reaches out is cut off.
   *
   * @param argb row by row, {@code width * height}
   */
  void lay(int[] argb, int width, int height, int left, int top) {
    int from = Math.max(0, -left);
    int to = Math.min(width, image.getWidth() - left);
    for (int y = Math.max(0, -top); y < Math.min(height, image.getHeight() - top); y++) {
      int source = y * width;
      int target = (top + y) * image.getWidth() + left;
      for (int x = from; x < to; x++) {
        pixels[target + x] = over(argb[source + x], pixels[target + x]);
      }
    }
  }

  /** Premultiplied colour over an opaque one. */
  private static int over(int top, int below) {
    int rest = 255 - (top >>> 24);
    if (rest == 0) {
      return top & 0xffffff;
    }
    // Red and blue are scaled in one go; 257 / 65536 is 1 / 255 to within half a step.
    int rb = (below & 0xff00ff) * rest + 0x800080;
    int g = (below >> 8 & 0xff) * rest + 0x80;
    int scaledRb = rb + (rb >>> 8 & 0xff00ff) >>> 8 & 0xff00ff;
    int scaledG = g + (g >>> 8) >>> 8;
    return (top & 0xffffff) + scaledRb + (scaledG << 8);
  }
}
