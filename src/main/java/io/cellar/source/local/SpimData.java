package io.cellar.source.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What BigDataViewer's XML says of a data set: where its voxels are, and which views it has.
 *
 * @param basePath folder that paths start from, relative to the XML's; empty text when not told
 * @param loader kind of the image loader, such as {@code bdv.hdf5}
 * @param places by the name of the loader's element that holds it, such as {@code hdf5}
 * @param partitions further files of the loader, as they are named
 * @param setups in the file's order
 * @param timepoints ids in the file's order
 * @param missing views that the file says are not there
 * @param registrations transformations of a view into the world, in the file's order
 */
record SpimData(
    String basePath,
    String loader,
    Map<String, Place> places,
    List<String> partitions,
    List<Setup> setups,
    List<Integer> timepoints,
    Set<View> missing,
    Map<View, List<Affine>> registrations) {

  /** A path, and whether it starts from {@link #basePath}. */
  record Place(String path, boolean relative) {}

  /** One setup at one time. */
  record View(int timepoint, int setup) {}

  /**
   * A view setup: a channel, an angle, a tile.
   *
   * @param name empty text when it has none
   * @param size voxels along x, y, z; empty when not told
   * @param voxelSize along x, y, z
   * @param unit empty text when not told
   */
  record Setup(
      int id, String name, Optional<long[]> size, Optional<double[]> voxelSize, String unit) {}

  /**
   * A transformation.
   *
   * @param name empty text when it has none
   * @param rows three rows of four numbers
   */
  record Affine(String name, double[] rows) {

    /** True when it neither rotates nor shears. */
    boolean isDiagonal() {
      return rows[1] == 0
          && rows[2] == 0
          && rows[4] == 0
          && rows[6] == 0
          && rows[8] == 0
          && rows[9] == 0;
    }

    boolean isShifting() {
      return rows[3] != 0 || rows[7] != 0 || rows[11] != 0;
    }

    double[] diagonal() {
      return new double[] {rows[0], rows[5], rows[10]};
    }
  }

  /** A setup for people: its name, and its number where the name does not say it. */
  static String label(Setup setup) {
    return setup.name().isEmpty() || setup.name().equals(String.valueOf(setup.id()))
        ? "setup " + setup.id()
        : "setup " + setup.id() + " (" + setup.name() + ")";
  }
}
