package io.cellar.session;

import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The block files of a level's cache as another reader of HDF5 sees them. */
final class BlockFiles {
  private static final Pattern NAME = Pattern.compile("block-\\(\\[(.*)\\], \\[(.*)\\]\\)\\.h5");

  private BlockFiles() {}

  /** All below a folder but those put aside. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".h5"))
          .filter(file -> !file.toString().contains(".cellar"))
          .toList();
    }
  }

  /** What is wrong with a file; empty text when it holds these voxels. */
  static String wrong(Path file, Block all) throws IOException {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return file + ": an unknown name";
    }
    Roi roi = new Roi(numbers(name.group(1)), numbers(name.group(2)));
    try (HdfFile hdf5 = HdfFile.fromBytes(Files.readAllBytes(file))) {
      Dataset data = hdf5.getDatasetByPath("/data");
      long[] shape = Arrays.stream(data.getDimensions()).asLongStream().toArray();
      if (!Arrays.equals(shape, roi.shape())) {
        return file + ": shape " + Arrays.toString(shape);
      }
      byte[] found = bytes(data.getDataFlat(), all.dtype());
      return Arrays.equals(found, Blocks.littleEndian(Blocks.crop(all, roi)))
          ? ""
          : file + ": other voxels";
    }
  }

  private static long[] numbers(String list) {
    return Arrays.stream(list.split(", ")).mapToLong(Long::parseLong).toArray();
  }

  private static byte[] bytes(Object values, DType dtype) {
    int n = Array.getLength(values);
    ByteBuffer bytes = ByteBuffer.allocate(n * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < n; i++) {
      switch (Array.get(values, i)) {
        case Float v -> bytes.putInt(Float.floatToRawIntBits(v));
        case Double v -> bytes.putLong(Double.doubleToRawLongBits(v));
        case String v -> bytes.put((byte) (v.equals("TRUE") ? 1 : 0)); // h5py's kind of bool
        case Number v -> {
          switch (dtype.bytes()) {
            case 1 -> bytes.put(v.byteValue());
            case 2 -> bytes.putShort(v.shortValue());
            case 4 -> bytes.putInt(v.intValue());
            default -> bytes.putLong(v.longValue());
          }
        }
        case Object other -> throw new IllegalStateException("a value of " + other.getClass());
      }
    }
    return bytes.array();
  }
}
