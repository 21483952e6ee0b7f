package io.cellar.source.zarr;

import io.cellar.source.chunked.FormatException;
import java.util.Arrays;
import java.util.List;

/**
 * Where the middles of voxels lie along each stored axis: {@code scale * i + translation} (OME-NGFF
 * specification, coordinateTransformations).
 *
 * @param isScaled true when a scale is told, or that there is none
 * @param isTranslated true when a translation is told, be it 0
 * @param skipped kinds that were passed over
 */
record OmeTransform(
    double[] scale,
    double[] translation,
    boolean isScaled,
    boolean isTranslated,
    List<String> skipped) {

  /** Nothing is told. */
  static OmeTransform none(int rank) {
    double[] ones = new double[rank];
    Arrays.fill(ones, 1);
    return new OmeTransform(ones, new double[rank], false, false, List.of());
  }

  /**
   * A list of transformations, the first applied first.
   *
   * @param isLenient whether kinds that are not read are passed over
   */
  static OmeTransform read(Json list, int rank, boolean isLenient) throws FormatException {
    OmeTransform all = none(rank);
    if (list.isNull()) {
      return all;
    }
    for (Json json : list.list()) {
      all = all.then(one(json, rank, isLenient));
    }
    return all;
  }

  private static OmeTransform one(Json json, int rank, boolean isLenient) throws FormatException {
    OmeTransform none = none(rank);
    Json type = json.get("type");
    return switch (type.optionalText().orElse("")) {
      case "identity" -> new OmeTransform(none.scale, none.translation, true, false, List.of());
      case "scale" ->
          new OmeTransform(numbers(json, "scale", rank), none.translation, true, false, List.of());
      case "translation" ->
          new OmeTransform(none.scale, numbers(json, "translation", rank), false, true, List.of());
      case "sequence" -> read(json.get("transformations"), rank, isLenient);
      default -> {
        if (!isLenient) {
          throw type.refuse(type.kind(), "identity, scale, translation or sequence");
        }
        yield new OmeTransform(none.scale, none.translation, false, false, List.of(type.shown()));
      }
    };
  }

  private static double[] numbers(Json json, String key, int rank) throws FormatException {
    Json list = json.get(key);
    if (list.isNull() && !json.get("path").isNull()) {
      throw json.get("path").refuse("has the numbers in another file, which is not read", key);
    }
    List<Json> items = list.list();
    if (items.size() != rank) {
      throw list.refuse("has %d numbers".formatted(items.size()), rank + ", one for each axis");
    }
    double[] numbers = new double[rank];
    for (int d = 0; d < rank; d++) {
      numbers[d] = items.get(d).optionalDouble();
      if (!Double.isFinite(numbers[d])) {
        throw items.get(d).refuse(items.get(d).kind(), "a number");
      }
    }
    return numbers;
  }

  /** This one, and another one of what comes out of it. */
  OmeTransform then(OmeTransform next) {
    double[] both = scale.clone();
    double[] moved = translation.clone();
    for (int d = 0; d < both.length; d++) {
      both[d] *= next.scale[d];
      moved[d] = moved[d] * next.scale[d] + next.translation[d];
    }
    List<String> all =
        java.util.stream.Stream.concat(skipped.stream(), next.skipped.stream()).toList();
    return new OmeTransform(
        both, moved, isScaled || next.isScaled, isTranslated || next.isTranslated, all);
  }
}
