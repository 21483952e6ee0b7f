package io.cellar.source.local;

import io.cellar.hdf5.Hdf5Exception;
import io.cellar.hdf5.Hdf5File;
import io.cellar.hdf5.Hdf5Info;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the axes of a dataset are, and how large its voxels, by the first of these that says so:
 * vigra's {@code axistags}, {@code DIMENSION_LABELS} and dimension scales (HDF5 Dimension Scales
 * Specification), MATLAB's order, the HDF5 Image Specification; else a guess, which is noted.
 *
 * @param voxelSize along each axis, 1 along time and channels; empty when not told
 * @param unit of space, empty when not told
 */
record DatasetMeaning(Axes axes, List<Double> voxelSize, String unit, List<String> notes) {
  private static final String MICROMETRE = "\u00b5m";

  static DatasetMeaning of(Hdf5File file, Hdf5Info info) throws Hdf5Exception {
    int rank = info.shape().length;
    String dataset = info.dataset();
    List<String> notes = new ArrayList<>();
    Optional<String> text = file.text(dataset, "axistags");
    Optional<AxisTags> tags = text.flatMap(AxisTags::parse);
    Optional<Axes> tagged = tags.flatMap(t -> t.axes(rank));
    if (text.isPresent() && tagged.isEmpty()) {
      notes.add("the attribute axistags does not name " + rank + " axes of t, c, z, y, x");
    }
    DimensionScales scales = DimensionScales.of(file, dataset);
    Axes axes =
        tagged
            .or(() -> AxisNames.axes(scales.labels(), rank))
            .or(() -> AxisNames.axes(scales.names(), rank))
            .orElse(null);
    if (axes == null) {
      axes = conventional(file, dataset, rank, notes);
    }
    return calibrated(
        file, info, axes, tagged.isPresent() ? tags : Optional.empty(), scales, notes);
  }

  private static Axes conventional(Hdf5File file, String dataset, int rank, List<String> notes)
      throws Hdf5Exception {
    if (isMatlab(file, dataset)) {
      String letters = "tczxy".substring(rank == 5 ? 0 : rank == 4 ? 1 : 5 - rank);
      notes.add(
          "the axes are a guess: rows, columns, planes … of MATLAB are taken for y, x, z …, which"
              + " the file has in the order "
              + letters);
      return Axes.parse(letters);
    }
    Optional<String> interlace = file.text(dataset, "INTERLACE_MODE");
    if (rank == 3 && interlace.isPresent()) {
      return Axes.parse(
          switch (interlace.get()) {
            case "INTERLACE_PIXEL" -> "yxc";
            case "INTERLACE_LINE" -> "ycx";
            default -> "cyx";
          });
    }
    Axes guess = AxisNames.guessed(rank);
    notes.add("the axes are a guess: the file does not name them, " + guess + " is taken");
    return guess;
  }

  /** True for a variable of MATLAB, which has the axis of rows last in the file. */
  static boolean isMatlab(Hdf5File file, String dataset) throws Hdf5Exception {
    return file.text(dataset, "MATLAB_class").isPresent();
  }

  private static DatasetMeaning calibrated(
      Hdf5File file,
      Hdf5Info info,
      Axes axes,
      Optional<AxisTags> tags,
      DimensionScales scales,
      List<String> notes)
      throws Hdf5Exception {
    double[] told = file.numbers(info.dataset(), "element_size_um");
    Optional<List<Double>> sizes = inSpace(axes, told);
    if (sizes.isPresent()) {
      return new DatasetMeaning(axes, sizes.get(), MICROMETRE, notes);
    }
    if (told.length > 0) {
      notes.add("the attribute element_size_um does not hold the sizes of z, y, x");
    }
    sizes = tags.flatMap(t -> along(axes, t.resolutions()));
    if (sizes.isPresent()) {
      notes.add("the voxel size is that of axistags, which tells no unit");
      return new DatasetMeaning(axes, sizes.get(), "", notes);
    }
    sizes = along(axes, scales.steps());
    return new DatasetMeaning(
        axes, sizes.orElse(List.of()), sizes.isPresent() ? scales.unit(axes) : "", notes);
  }

  /** Sizes that are told for z, y, x in this order, or for as many of the last as there are. */
  private static Optional<List<Double>> inSpace(Axes axes, double[] told) {
    List<Axis> space = List.of(Axis.Z, Axis.Y, Axis.X);
    if (told.length < 2 || told.length > 3) {
      return Optional.empty();
    }
    List<Double> sizes = new ArrayList<>();
    for (Axis axis : axes.order()) {
      int at = space.indexOf(axis) - (3 - told.length);
      sizes.add(axis.isSpace() ? at < 0 ? 0 : told[at] : 1);
    }
    return along(axes, sizes);
  }

  /** The sizes, 1 outside of space, if there is one for each axis of space. */
  private static Optional<List<Double>> along(Axes axes, List<Double> told) {
    if (told.size() != axes.rank()) {
      return Optional.empty();
    }
    List<Double> sizes = new ArrayList<>();
    for (int d = 0; d < axes.rank(); d++) {
      double size = axes.get(d).isSpace() ? told.get(d) : 1;
      if (!(size > 0) || !Double.isFinite(size)) {
        return Optional.empty();
      }
      sizes.add(size);
    }
    return Optional.of(sizes);
  }
}
