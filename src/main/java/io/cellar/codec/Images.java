package io.cellar.codec;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Pictures that stand for chunks, decoded by the Java platform's own readers. */
final class Images {

  /** Decodes the first picture of a reader that has its input. */
  @FunctionalInterface
  interface Decoder {
    Raster decode(ImageReader reader) throws IOException;
  }

  private Images() {}

  static void check(String format, boolean holds, String is, String expected)
      throws CodecException {
    if (!holds) {
      throw new CodecException("a %s chunk has %s, expected %s".formatted(format, is, expected));
    }
  }

  /** Refuses a picture that does not have a pixel for each voxel. */
  static void checkSize(String format, int width, int height, int bytes, int voxelBytes)
      throws CodecException {
    check(
        format,
        width > 0 && height > 0 && (long) width * height * voxelBytes == bytes,
        "%d × %d pixels".formatted(width, height),
        "%d voxels in all".formatted(bytes / voxelBytes));
  }

  /**
   * Decodes, after the reader too has said how big the picture is, before it makes one.
   *
   * @throws CodecException also if the reader only warns: it puts pixels where it has none
   */
  static Raster read(String format, byte[] stored, int width, int height, Decoder decoder)
      throws CodecException {
    ImageReader reader = reader(format);
    List<String> warnings = new ArrayList<>();
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(stored))) {
      reader.setInput(input, true, true);
      reader.addIIOReadWarningListener(
          (source, warning) -> {
            if (isDamage(warning) && warnings.isEmpty()) {
              warnings.add(warning);
            }
          });
      if (reader.getWidth(0) != width || reader.getHeight(0) != height) {
        throw new IOException("it has another size than it says");
      }
      Raster raster = decoder.decode(reader);
      if (raster.getWidth() != width || raster.getHeight() != height) {
        throw new IOException("it has another size than it says");
      }
      if (!warnings.isEmpty()) {
        throw new IOException(warnings.getFirst());
      }
      return raster;
    } catch (IOException | RuntimeException e) {
      // A decoder's own mistake with damaged bytes is damage too, not ours.
      throw new CodecException(
          "a %s chunk is damaged%s"
              .formatted(format, e.getMessage() == null ? "" : ": " + e.getMessage()),
          e);
    } finally {
      reader.dispose();
    }
  }

  /** Colour profiles are of no use here, and bytes too many between segments harm no pixel. */
  private static boolean isDamage(String warning) {
    return !warning.contains("ICC") && !warning.contains("extraneous bytes");
  }

  /** The platform's; others that happen to be on the class path may round in another way. */
  private static ImageReader reader(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getModule().equals(ImageIO.class.getModule())) {
        return reader;
      }
      reader.dispose();
    }
    throw new IllegalStateException("this Java platform has no reader for " + format);
  }

  /** Puts each channel's samples together, rows one after the other, little-endian. */
  static void separate(Raster raster, int elementBytes, byte[] output) {
    int width = raster.getWidth();
    int[] row = new int[width];
    int out = 0;
    for (int c = 0; c < raster.getNumBands(); c++) {
      for (int y = 0; y < raster.getHeight(); y++) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, c, row);
        for (int sample : row) {
          output[out++] = (byte) sample;
          if (elementBytes == 2) {
            output[out++] = (byte) (sample >>> 8);
          }
        }
      }
    }
  }
}
