package io.cellar.source.local;

import io.cellar.source.local.SpimData.Affine;
import io.cellar.source.local.SpimData.Setup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Size of a view's voxels by BigDataViewer's XML: the setup's, else the scale of the transformation
 * that is its calibration. What else the registration does is told, not done.
 *
 * @param voxelSize along z, y, x; empty when not told
 */
record BdvCalibration(List<Double> voxelSize, String unit, List<String> notes) {
  static final BdvCalibration NONE = new BdvCalibration(List.of(), "", List.of());

  private static final Set<String> NO_UNITS = Set.of("pixel", "pixels", "px", "voxel", "voxels");

  static BdvCalibration of(Optional<Setup> setup, List<Affine> registration) {
    Optional<double[]> size = setup.flatMap(Setup::voxelSize).filter(BdvCalibration::isSize);
    List<String> notes = new ArrayList<>();
    if (size.isEmpty()) {
      size = calibration(registration).filter(BdvCalibration::isSize);
      if (size.isPresent()) {
        notes.add("the voxel size is the scale of the view's registration");
      }
    }
    List<String> left = new ArrayList<>(2);
    if (!registration.stream().allMatch(Affine::isDiagonal)) {
      left.add("rotation or shear");
    }
    if (registration.stream().anyMatch(Affine::isShifting)) {
      left.add("shift");
    }
    if (!left.isEmpty()) {
      notes.add(
          "the registration of the view is not applied: its " + String.join(" and its ", left));
    }
    String unit = setup.map(Setup::unit).orElse("").strip();
    return new BdvCalibration(
        size.map(s -> List.of(s[2], s[1], s[0])).orElse(List.of()),
        size.isEmpty() || NO_UNITS.contains(unit.toLowerCase(Locale.ROOT)) ? "" : unit,
        notes);
  }

  private static boolean isSize(double[] size) {
    return Arrays.stream(size).allMatch(n -> n > 0 && Double.isFinite(n));
  }

  /** The transformation of that name, else the one that is applied first, which is the last. */
  private static Optional<double[]> calibration(List<Affine> registration) {
    return registration.stream()
        .filter(affine -> affine.name().equalsIgnoreCase("calibration"))
        .findFirst()
        .or(() -> registration.isEmpty() ? Optional.empty() : Optional.of(registration.getLast()))
        .filter(Affine::isDiagonal)
        .map(Affine::diagonal);
  }
}
