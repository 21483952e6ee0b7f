package io.cellar.source.local;

import io.cellar.hdf5.Hdf5Exception;
import io.cellar.hdf5.Hdf5File;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * What a dataset's axes are called, and how far apart its voxels lie, by labels and scales that are
 * attached to them (HDF5 Dimension Scales Specification), as netCDF-4 and h5py write them.
 *
 * @param labels of the attribute {@code DIMENSION_LABELS}, in the order of the dataset
 * @param names last part of the path of each axis's scale, empty text without one
 * @param steps between values of each scale; 0 where there is none, or it is not even
 * @param units of each scale, empty text when not told
 */
record DimensionScales(
    List<String> labels, List<String> names, List<Double> steps, List<String> units) {
  private static final int MOST_OBJECTS = 5000;
  private static final int MOST_VALUES = 1 << 20;

  /** Share of a step by which steps may differ in an even scale. */
  private static final double EVEN = 1e-3;

  static DimensionScales of(Hdf5File file, String dataset) throws Hdf5Exception {
    List<String> names = new ArrayList<>();
    List<Double> steps = new ArrayList<>();
    List<String> units = new ArrayList<>();
    for (String scale : file.dimensionScales(dataset, MOST_OBJECTS)) {
      names.add(DatasetNames.last(scale));
      steps.add(scale.isEmpty() ? 0 : step(file, scale));
      units.add(scale.isEmpty() ? "" : file.text(scale, "units").orElse("").strip());
    }
    return new DimensionScales(file.texts(dataset, "DIMENSION_LABELS"), names, steps, units);
  }

  private static double step(Hdf5File file, String scale) {
    Block values;
    try {
      values = file.table(scale, MOST_VALUES);
    } catch (Hdf5Exception _) {
      return 0; // A scale of texts, say; the dataset is as good without.
    }
    int n = values.length();
    if (values.rank() != 1 || n < 2) {
      return 0;
    }
    double step = (values.toDouble(n - 1) - values.toDouble(0)) / (n - 1);
    for (int i = 1; i < n; i++) {
      if (!(Math.abs(values.toDouble(i) - values.toDouble(i - 1) - step) <= EVEN * step)) {
        return 0;
      }
    }
    return step;
  }

  /** The unit that all scales of axes in space have; empty text when they differ. */
  String unit(Axes axes) {
    List<String> different = new ArrayList<>();
    for (int d = 0; d < units.size(); d++) {
      if (axes.get(d).isSpace() && !different.contains(units.get(d))) {
        different.add(units.get(d));
      }
    }
    return different.size() == 1 ? different.getFirst() : "";
  }
}
