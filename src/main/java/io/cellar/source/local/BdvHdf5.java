package io.cellar.source.local;

import io.cellar.hdf5.Hdf5Exception;
import io.cellar.hdf5.Hdf5File;
import io.cellar.hdf5.Hdf5Info;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.local.SpimData.View;
import io.cellar.volume.Axes;
import io.cellar.volume.AxisMap;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * BigDataViewer's layout of an HDF5 file: groups {@code sSS} with the table {@code resolutions}
 * (levels × 3 factors, x first), voxels in {@code tTTTTT/sSS/LEVEL/cells} (bigdataviewer-core,
 * bdv.img.hdf5). Its programs wrote uint16 and declared int16.
 */
final class BdvHdf5 {
  private static final Pattern SETUP = Pattern.compile("s(\\d{2,9})");
  private static final Pattern TIME = Pattern.compile("t(\\d{5,9})");
  private static final Pattern CELLS = Pattern.compile("/?t\\d{5,9}/s\\d{2,9}/\\d+/cells");
  private static final Pattern VIEW = Pattern.compile("/?(t\\d{5,9})/(s\\d{2,9})/?");
  private static final Axes AXES = Axes.parse("zyx");
  private static final int MOST_NAMES = 200_000;
  private static final int MOST_LEVELS = 64;

  private final Path path;
  private final Hdf5File file;
  private final Map<Integer, String> setups;
  private final Map<Integer, String> timepoints;

  private BdvHdf5(
      Path path, Hdf5File file, Map<Integer, String> setups, Map<Integer, String> timepoints) {
    this.path = path;
    this.file = file;
    this.setups = setups;
    this.timepoints = timepoints;
  }

  /** The layout of a file; empty when it has another one. */
  static Optional<BdvHdf5> of(Path path, Hdf5File file) throws Hdf5Exception {
    List<String> names = file.members("/", MOST_NAMES);
    Map<Integer, String> setups = numbered(SETUP, names);
    Map<Integer, String> timepoints = numbered(TIME, names);
    boolean has =
        !setups.isEmpty()
            && !timepoints.isEmpty()
            && file.hasDataset(setups.values().iterator().next() + "/resolutions");
    return has ? Optional.of(new BdvHdf5(path, file, setups, timepoints)) : Optional.empty();
  }

  private static Map<Integer, String> numbered(Pattern form, List<String> names) {
    Map<Integer, String> found = new TreeMap<>();
    for (String name : names) {
      Matcher m = form.matcher(name);
      if (m.matches()) {
        found.putIfAbsent(Integer.parseInt(m.group(1)), name);
      }
    }
    return found;
  }

  Path path() {
    return path;
  }

  List<Integer> setups() {
    return List.copyOf(setups.keySet());
  }

  List<Integer> timepoints() {
    return List.copyOf(timepoints.keySet());
  }

  /** Path of a view's group as the file has it, else as it would be. */
  String group(View view) {
    return timepoints.getOrDefault(view.timepoint(), "t%05d".formatted(view.timepoint()))
        + "/"
        + setups.getOrDefault(view.setup(), "s%02d".formatted(view.setup()));
  }

  /** The view of a path such as {@code t00000/s00}; empty for other paths. */
  static Optional<View> view(String inside) {
    Matcher m = VIEW.matcher(inside);
    return m.matches()
        ? Optional.of(
            new View(
                Integer.parseInt(m.group(1).substring(1)),
                Integer.parseInt(m.group(2).substring(1))))
        : Optional.empty();
  }

  /** True for the path of one level's voxels. */
  static boolean isCells(String inside) {
    return CELLS.matcher(inside).matches();
  }

  /** False for a missing view: one whose finest level is not there. */
  boolean has(View view) throws Hdf5Exception {
    return file.hasDataset(group(view) + "/0/cells");
  }

  /** Type that the voxels of a dataset are to be read as. */
  DType dtype(View view, DType stored) throws Hdf5Exception {
    Optional<String> told = file.text(group(view).split("/")[1], "dataType");
    Optional<DType> dtype = told.flatMap(DType::ofNumpyName);
    if (dtype.isPresent() && dtype.get().bytes() == stored.bytes()) {
      return dtype.get();
    }
    return stored == DType.INT16 ? DType.UINT16 : stored;
  }

  /**
   * The levels of a view, the finest first.
   *
   * @param notes is told of levels that are left out
   * @throws FormatException if the view is missing, or the tables are not as they should be
   */
  List<LocalLevel> levels(View view, List<String> notes) throws FormatException, Hdf5Exception {
    if (!has(view)) {
      throw new FormatException(
          "the view %s is missing: the file has no voxels of setup %d at time point %d (%s)"
              .formatted(group(view), view.setup(), view.timepoint(), path));
    }
    double[][] factors = factors(view);
    List<LocalLevel> levels = new ArrayList<>();
    for (int k = 0; k < factors.length; k++) {
      String dataset = "/" + group(view) + "/" + k + "/cells";
      if (!file.hasDataset(dataset)) {
        notes.add("level " + k + " is left out: " + dataset + " is not in the file");
        continue;
      }
      Hdf5Info info = file.info(dataset);
      if (info.shape().length != 3 || Arrays.stream(info.shape()).anyMatch(n -> n == 0)) {
        throw new FormatException(
            "%s has the shape %s, expected three axes, none of them empty (%s)"
                .formatted(dataset, Arrays.toString(info.shape()), path));
      }
      List<AxisMap> maps = maps(factors[0], factors[k]);
      LocalLevel level =
          new LocalLevel(path, info.dataset(), AXES, dtype(view, info.dtype()), info.shape(), maps);
      Optional<String> misfit =
          levels.isEmpty() ? Optional.empty() : LevelFit.misfit(levels, level);
      if (misfit.isPresent()) {
        notes.add("level " + k + " is left out: " + misfit.get());
      } else {
        levels.add(level);
      }
    }
    return levels;
  }

  private static List<AxisMap> maps(double[] finest, double[] factors) {
    List<AxisMap> maps = new ArrayList<>(3);
    for (int d = 2; d >= 0; d--) {
      maps.add(new AxisMap(factors[d] / finest[d], 0));
    }
    return maps;
  }

  /** The rows of the table of factors, checked. */
  private double[][] factors(View view) throws FormatException, Hdf5Exception {
    String table = group(view).split("/")[1] + "/resolutions";
    Block block = file.table(table, 3 * MOST_LEVELS);
    if (block.rank() != 2 || block.size(1) != 3 || block.size(0) < 1) {
      throw new FormatException(
          "%s has the shape %s, expected levels × 3 (%s)"
              .formatted(table, Arrays.toString(block.shape()), path));
    }
    double[][] factors = new double[(int) block.size(0)][3];
    for (int i = 0; i < block.length(); i++) {
      double factor = block.toDouble(i);
      if (!(factor > 0) || factor > 1e9) {
        throw new FormatException(
            "%s holds the factor %s, expected one above 0 (%s)".formatted(table, factor, path));
      }
      factors[i / 3][i % 3] = factor;
    }
    return factors;
  }
}
