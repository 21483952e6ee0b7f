package io.cellar.faults;

import io.cellar.sample.ServedVolume;
import io.cellar.volume.Roi;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Knows every voxel of a served uint16 volume and looks at what lies under final names without
 * Cellar's own reader: the superblock's end of file by hand, the rest by jhdf.
 */
final class Oracle {
  private static final Pattern NAME =
      Pattern.compile(
          "block-\\(\\[(\\d+), (\\d+), (\\d+)\\], \\[(\\d+), (\\d+), (\\d+)\\]\\)\\.h5");
  private static final String STATUS = "STATUS.txt";

  private final ServedVolume truth;
  private final String dataset;

  /**
   * What lies in a cache.
   *
   * @param files whole and right block files
   * @param available of all folders, those with a status
   * @param wrongVoxels in files that seem whole
   * @param corrupt files that are not whole, and statuses without a file
   * @param temporary files under temporary names, and locks
   * @param complaints what is wrong, in words
   */
  record Found(
      long files,
      Set<Path> available,
      long wrongVoxels,
      long corrupt,
      List<Path> temporary,
      List<String> complaints) {}

  Oracle(ServedVolume truth, String dataset) {
    this.truth = truth;
    this.dataset = dataset;
  }

  /** Looks at all of a cache that nobody writes to now. */
  Found look(Path root) throws IOException {
    long files = 0;
    long wrong = 0;
    List<Path> temporary = new ArrayList<>();
    Set<Path> available = new TreeSet<>();
    List<String> complaints = new ArrayList<>();
    for (Path file : files(root)) {
      String name = file.getFileName().toString();
      if (name.equals(STATUS)) {
        available.add(file.getParent());
        continue;
      }
      Matcher m = NAME.matcher(name);
      if (!m.matches()) {
        temporary.add(file);
        continue;
      }
      try {
        long different = wrongVoxels(file, roi(m));
        wrong += different;
        files++;
        if (different > 0) {
          complaints.add(file + " has " + different + " wrong voxels");
        }
      } catch (IOException | RuntimeException e) {
        complaints.add(file + " is corrupt: " + e);
      }
    }
    for (Path folder : available) {
      if (!hasBlock(folder)) {
        complaints.add(folder + " has a status but no block");
      }
    }
    long corrupt = complaints.stream().filter(c -> !c.contains("wrong voxels")).count();
    return new Found(files, available, wrong, corrupt, temporary, complaints);
  }

  /** How many voxels of some values are not those of a box. */
  long wrongVoxels(Roi roi, short[] found) throws IOException {
    short[] expected = (short[]) truth.block(roi).values();
    if (found.length != expected.length) {
      return Math.max(found.length, expected.length);
    }
    long wrong = 0;
    for (int i = 0; i < expected.length; i++) {
      wrong += expected[i] == found[i] ? 0 : 1;
    }
    return wrong;
  }

  private static List<Path> files(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !root.relativize(file).startsWith(".cellar"))
          .sorted()
          .toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean hasBlock(Path folder) throws IOException {
    try (Stream<Path> beside = Files.list(folder)) {
      return beside.anyMatch(file -> NAME.matcher(file.getFileName().toString()).matches());
    } catch (NoSuchFileException e) {
      return true; // the whole folder is gone, with its status
    }
  }

  private static Roi roi(Matcher m) {
    long[] numbers = new long[6];
    Arrays.setAll(numbers, i -> Long.parseLong(m.group(i + 1)));
    return new Roi(Arrays.copyOf(numbers, 3), Arrays.copyOfRange(numbers, 3, 6));
  }

  private long wrongVoxels(Path file, Roi roi) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    requireWhole(bytes);
    try (HdfFile hdf5 = HdfFile.fromBytes(bytes)) {
      Dataset data = hdf5.getDatasetByPath(dataset);
      long[] shape = Arrays.stream(data.getDimensions()).asLongStream().toArray();
      if (!Arrays.equals(shape, roi.shape())) {
        throw new IOException("has shape " + Arrays.toString(shape));
      }
      int[] wide = (int[]) data.getDataFlat();
      short[] found = new short[wide.length];
      for (int i = 0; i < wide.length; i++) {
        found[i] = (short) wide[i];
      }
      return wrongVoxels(roi, found);
    }
  }

  /** The superblock (HDF5 File Format Specification 3.0, II.A) must say the file's own length. */
  private static void requireWhole(byte[] bytes) throws IOException {
    if (bytes.length < 96 || bytes[1] != 'H' || bytes[2] != 'D' || bytes[3] != 'F') {
      throw new IOException("is no HDF5 file of " + bytes.length + " bytes");
    }
    int at =
        switch (bytes[8]) {
          case 0 -> 40;
          case 1 -> 44;
          default -> 28;
        };
    long end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
    if (end != bytes.length) {
      throw new IOException("ends at " + bytes.length + " instead of " + end);
    }
  }
}
