package io.cellar.codec;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A chunk that other software encoded; see {@code codec/vectors.py} among the tests' resources.
 *
 * @param name "family/what it is"
 * @param size of the decoded chunk
 * @param crc CRC-32 of the decoded chunk
 */
record Vector(String name, int size, int crc, byte[] stored) {

  static List<Vector> all() throws IOException {
    Path file = Path.of(System.getProperty("cellar.test.resources"), "codec", "vectors.bin");
    List<Vector> vectors = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int length = in.read(); length >= 0; length = in.read()) {
        byte[] name = in.readNBytes(length << 8 | in.read());
        int size = in.readInt();
        int crc = in.readInt();
        byte[] stored = in.readNBytes(in.readInt());
        vectors.add(new Vector(new String(name, StandardCharsets.UTF_8), size, crc, stored));
      }
    }
    return vectors;
  }

  String family() {
    return name.substring(0, name.indexOf('/'));
  }

  /** What comes behind the family. */
  String about() {
    return name.substring(name.indexOf('/') + 1);
  }

  Codec codec() {
    int first = about().isEmpty() ? 0 : about().charAt(0) - '0';
    return switch (family()) {
      case "blosc" -> new Blosc();
      case "bzip2" -> new Bzip2();
      case "crc32c" -> new Crc32c();
      case "delta" -> new Delta(first);
      case "gzip" -> new Gzip();
      case "jpeg", "jpeg-refused" -> new JpegImage(first);
      case "lz4" -> new Lz4();
      case "lz4-stream" -> new Lz4BlockStream();
      case "png" -> new PngImage(first, about().charAt(2) - '0');
      case "png-refused" -> new PngImage(first, 1);
      case "segmentation" -> {
        int[] shape = {16, 16, 16};
        yield new CompressedSegmentation(8, 1, shape, new int[] {8, 8, 8});
      }
      case "transposition" -> {
        String[] parts = about().split(";");
        yield new Transposition(first, numbers(parts[1]), numbers(parts[2]));
      }
      case "xz" -> new Xz();
      case "zlib" -> new Inflation();
      case "zstd" -> new Zstd();
      default -> throw new AssertionError(name);
    };
  }

  private static int[] numbers(String text) {
    return Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Override
  public String toString() {
    return name;
  }
}
