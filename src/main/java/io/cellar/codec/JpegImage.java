package io.cellar.codec;

import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * A JPEG picture of 8 bits, gray or coloured, as voxels: its rows one after the other are the
 * voxels in C order, its channels one after the other (Neuroglancer, "Precomputed chunk storage:
 * jpeg encoding"). Width and height alone mean nothing, their product must be the number of voxels.
 * Values are libjpeg's, also of colours.
 *
 * @param channels 1 or 3
 */
public record JpegImage(int channels) implements Codec {
  public JpegImage {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("a JPEG of " + channels + " channels");
    }
  }

  @Override
  public byte[] decode(byte[] stored, int bytes) throws CodecException {
    JpegHeader header = JpegHeader.of(stored);
    Images.check(
        "JPEG", header.components() == channels, header.components() + " channels", channels + "");
    Images.checkSize("JPEG", header.width(), header.height(), bytes, channels);
    Raster raster =
        Images.read(
            "JPEG", stored, header.width(), header.height(), reader -> components(reader, header));
    byte[] output = new byte[bytes];
    Images.separate(raster, 1, output);
    if (channels == 3 && header.yCbCr()) {
      toRgb(output, bytes / 3);
    }
    return output;
  }

  /** As they are stored: the reader would guess colours in another way, and apply profiles. */
  private static Raster components(ImageReader reader, JpegHeader header) throws IOException {
    Raster raster = reader.readRaster(0, null);
    if (raster.getNumBands() != header.components()) {
      throw new IOException("it has other components than it says");
    }
    return raster;
  }

  /**
   * Luma and chroma to red, green, blue, in place, with the numbers and the rounding of libjpeg
   * (ITU-T T.871, 7, in 16 bits of fraction).
   */
  private static void toRgb(byte[] planes, int voxels) {
    for (int i = 0; i < voxels; i++) {
      int luma = planes[i] & 0xff;
      int blue = (planes[voxels + i] & 0xff) - 128;
      int red = (planes[2 * voxels + i] & 0xff) - 128;
      planes[i] = clamped(luma + (91881 * red + 32768 >> 16));
      planes[voxels + i] = clamped(luma + (-22554 * blue - 46802 * red + 32768 >> 16));
      planes[2 * voxels + i] = clamped(luma + (116130 * blue + 32768 >> 16));
    }
  }

  private static byte clamped(int value) {
    return (byte) Math.clamp(value, 0, 255);
  }
}
