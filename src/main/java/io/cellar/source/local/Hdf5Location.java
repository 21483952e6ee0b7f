package io.cellar.source.local;

import io.cellar.hdf5.Hdf5File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A local file that this package opens, and what in it is meant.
 *
 * @param file an HDF5 file, or BigDataViewer's XML
 * @param inside path in the file, such as {@code volume/data} or {@code t00000/s00}; empty when
 *     none was named
 */
public record Hdf5Location(Path file, Optional<String> inside) {
  /** What programs call files that are HDF5: .mat since MATLAB 7.3, .nc since netCDF-4. */
  private static final Set<String> ENDINGS =
      Set.of("h5", "hdf5", "hdf", "he5", "ilp", "mat", "nxs", "nx5", "ims", "emd", "nc");

  private static final int LONGEST = 32_768;

  /** Places in a text where a file's name is looked for to end. */
  private static final int MOST_TRIES = 256;

  /**
   * What a text names: {@code FILE}, {@code FILE:path} or {@code FILE/path}, where the file is
   * there, and is one by its content or its ending. Looks at the disk.
   *
   * @param text a path as the user writes it, no address
   * @return empty when the text names no such file
   */
  public static Optional<Hdf5Location> find(String text) {
    String typed = text.strip();
    if (typed.isEmpty() || typed.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<Path> whole = regular(typed);
    if (whole.isPresent()) {
      return isOne(whole.get())
          ? Optional.of(new Hdf5Location(whole.get(), Optional.empty()))
          : Optional.empty();
    }
    int tries = 0;
    for (int end = typed.length() - 1; end > 0 && tries < MOST_TRIES; end--) {
      char c = typed.charAt(end);
      if (c == ':' || c == '/' || c == '\\') {
        tries++;
        Optional<Path> file = regular(typed.substring(0, end));
        if (file.isPresent()) {
          String inside = typed.substring(end + 1).replace('\\', '/').replaceAll("^/+|/+$", "");
          return isOne(file.get())
              ? Optional.of(
                  new Hdf5Location(file.get(), Optional.of(inside).filter(path -> !path.isEmpty())))
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> regular(String text) {
    try {
      return Optional.of(Path.of(text)).filter(Files::isRegularFile);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static boolean isOne(Path file) {
    if (ENDINGS.contains(ending(file))) {
      return true;
    }
    try {
      return Hdf5File.isHdf5(file) || isSpimData(file);
    } catch (IOException _) {
      // Whoever opens it as something else will be told what is wrong with it.
      return false;
    }
  }

  /** What follows the last dot of a name, in lower case. */
  static String ending(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** True for the XML that BigDataViewer writes, going by its first element. */
  static boolean isSpimData(Path file) throws IOException {
    return SpimDataReader.isSpimData(FileStart.text(file));
  }

  /** The file and what in it is meant, as it may be typed again. */
  @Override
  public String toString() {
    return file + inside.map(path -> ":" + path).orElse("");
  }
}
