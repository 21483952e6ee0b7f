package io.cellar.codec;

import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * A PNG picture of 8 or 16 bits and 1 to 4 channels as voxels: its rows one after the other are the
 * voxels in C order, its channels one after the other, 16 bits as little-endian bytes
 * (Neuroglancer, "Precomputed chunk storage: png encoding"). Width and height alone mean nothing,
 * their product must be the number of voxels. Palettes and transparent colours are refused.
 *
 * @param channels 1 … 4
 * @param elementBytes 1 or 2
 */
public record PngImage(int channels, int elementBytes) implements Codec {
  public PngImage {
    if (channels < 1 || channels > 4 || elementBytes < 1 || elementBytes > 2) {
      throw new IllegalArgumentException(
          "a PNG of " + channels + " channels of " + elementBytes + " bytes");
    }
  }

  @Override
  public byte[] decode(byte[] stored, int bytes) throws CodecException {
    PngHeader header = PngHeader.of(stored);
    int bits = 8 * elementBytes;
    Images.check(
        "PNG", header.channels() == channels, header.channels() + " channels", channels + "");
    Images.check("PNG", header.depth() == bits, header.depth() + " bits", bits + "");
    Images.checkSize("PNG", header.width(), header.height(), bytes, channels * elementBytes);
    Raster raster =
        Images.read(
            "PNG", stored, header.width(), header.height(), reader -> pixels(reader, header));
    byte[] output = new byte[bytes];
    Images.separate(raster, elementBytes, output);
    return output;
  }

  private static Raster pixels(ImageReader reader, PngHeader header) throws IOException {
    Raster raster = reader.read(0).getRaster();
    if (raster.getNumBands() != header.channels()
        || raster.getSampleModel().getSampleSize(0) != header.depth()) {
      throw new IOException("it has other samples than it says");
    }
    return raster;
  }
}
