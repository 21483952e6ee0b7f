package io.cellar.description;

import io.cellar.volume.Axes;
import java.util.List;
import java.util.Optional;

/**
 * Size of a voxel, from the optional keys {@code voxel_size} and {@code voxel_unit}, which ilastik
 * passes over.
 *
 * @param size per axis, empty when not told
 * @param unit empty text when not told
 */
record Voxels(List<Double> size, String unit) {

  /**
   * Reads the two keys.
   *
   * @param places objects that may have them, the one that counts most first
   */
  static Voxels parse(List<Fields> places, Optional<Axes> axes) {
    List<Double> size = List.of();
    String unit = "";
    for (Fields fields : places) {
      List<Double> here = size(fields, axes);
      size = size.isEmpty() ? here : size;
      String unitHere = fields.text(Schema.VOXEL_UNIT).orElse("");
      unit = unit.isEmpty() ? unitHere : unit;
    }
    return new Voxels(size, unit);
  }

  private static List<Double> size(Fields fields, Optional<Axes> axes) {
    Optional<List<PyNumber>> numbers = fields.numbers(Schema.VOXEL_SIZE);
    if (numbers.isEmpty()) {
      return List.of();
    }
    List<Double> size = numbers.get().stream().map(PyNumber::real).toList();
    Shapes.fitsRank(fields, Schema.VOXEL_SIZE, axes, size.size());
    if (size.stream().anyMatch(s -> !(s > 0) || s.isInfinite())) {
      fields.problem(Schema.VOXEL_SIZE, "must be numbers above 0, found " + size);
    }
    return size;
  }
}
